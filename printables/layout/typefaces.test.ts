import { describe, expect, test } from 'vitest';
import { type OpenFaces, type OpenFont, splitIntoRuns, UnprintableCharacter } from './typefaces.ts';

const fontOf = (characters: string): OpenFont => ({
  hasGlyphForCodePoint: (point) => characters.includes(String.fromCodePoint(point)),
});
const faces: OpenFaces = new Map([
  ['serif', fontOf('王建国李')],
  ['serif-bold', fontOf('王建国')],
  ['sans', fontOf('王𠮷')],
]);

describe('choosing a face for every character', () => {
  test('a text that the face has is one run', () => {
    expect(splitIntoRuns(faces, 'serif', '王建国')).toEqual([{ face: 'serif', text: '王建国' }]);
  });

  test('what it lacks is set by the next face that has it, and only that', () => {
    expect(splitIntoRuns(faces, 'serif-bold', '王李𠮷国')).toEqual([
      { face: 'serif-bold', text: '王' },
      { face: 'serif', text: '李' },
      { face: 'sans', text: '𠮷' },
      { face: 'serif-bold', text: '国' },
    ]);
  });

  test('what no face has is refused by name and text, never printed as a box', () => {
    const attempt = () => splitIntoRuns(faces, 'serif', '王㛃');
    expect(attempt).toThrow(UnprintableCharacter);
    expect(attempt).toThrow('「㛃」(U+36C3)，见于「王㛃」');
  });

  test.each(['\u0000', '\u200b', '\ue000', '\n'])(
    '%j has no picture and is refused even where a font maps it',
    (character) => {
      const all: OpenFaces = new Map([['serif', { hasGlyphForCodePoint: () => true }]]);
      expect(() => splitIntoRuns(all, 'serif', `王${character}`)).toThrow(UnprintableCharacter);
    },
  );

  test('a decomposed letter is drawn composed', () => {
    const latin: OpenFaces = new Map([['serif', fontOf('é')]]);
    expect(splitIntoRuns(latin, 'serif', 'e\u0301')).toEqual([{ face: 'serif', text: 'é' }]);
  });

  test('drawing with a face that was not given is a mistake of the caller', () => {
    expect(() => splitIntoRuns(faces, 'sans-bold', '王')).toThrow('without the face sans-bold');
  });
});
