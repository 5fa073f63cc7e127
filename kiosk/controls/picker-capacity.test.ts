import { describe, expect, test } from 'vitest';
import { pickerCapacity } from './picker-capacity.ts';

const people = (count: number, name = '陈玉三', remark = '12组') =>
  Array.from({ length: count }, () => ({ name, remark, surname: '陈' }));
/** Beside the list of those chosen, on a tablet. */
const WIDTH_MM = 140;
const HEIGHT_MM = 90;

describe('what fits on a page of the person picker (UX 2)', () => {
  test('persons of one surname that fit need no row for pages', () => {
    expect(pickerCapacity(WIDTH_MM, HEIGHT_MM, 1, people(6)).personsPerPage).toBe(6);
    expect(pickerCapacity(WIDTH_MM, HEIGHT_MM, 1, people(7)).personsPerPage).toBe(4);
  });

  test('a name in two lines and larger letters leave room for fewer', () => {
    expect(pickerCapacity(WIDTH_MM, HEIGHT_MM, 1, people(4, '阿不都热依木·吐尔逊江')).personsPerPage).toBe(4);
    expect(pickerCapacity(WIDTH_MM, HEIGHT_MM, 1, people(5, '阿不都热依木·吐尔逊江')).personsPerPage).toBe(2);
    expect(pickerCapacity(WIDTH_MM, HEIGHT_MM, 1.45, people(7)).personsPerPage).toBe(2);
  });

  test('a surname of two characters has its count beside it in every size, so fewer stand in a row', () => {
    const two = people(1).map((one) => ({ ...one, surname: '欧阳' }));
    expect(pickerCapacity(WIDTH_MM, HEIGHT_MM, 1, people(1)).columns).toBe(5);
    expect(pickerCapacity(WIDTH_MM, HEIGHT_MM, 1, two).columns).toBe(4);
    expect(pickerCapacity(WIDTH_MM, HEIGHT_MM, 1.45, two).columns).toBe(3);
  });

  test('a person always stands on a page, however small the room', () => {
    expect(pickerCapacity(40, 20, 1.45, people(9)).personsPerPage).toBe(1);
    expect(pickerCapacity(40, 20, 1.45, []).perPage).toBeGreaterThan(0);
  });
});
