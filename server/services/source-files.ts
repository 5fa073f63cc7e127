/**
 * The program as it runs, for whoever wants to check it (UX 5.7 P4): its source as one ZIP, and the specifications by themselves. Packed
 * in workers and once, since kiosks must not wait for it; the same files give the same bytes, so that two persons can compare theirs.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AsyncZippable, zip } from 'fflate';

export const SPECIFICATIONS = {
  crypto: 'crypto/SPECIFICATION.md',
  tally: 'tally/SPECIFICATION.md',
  rules: 'tally/rules/SPECIFICATION.md',
} as const;
export type SpecificationName = keyof typeof SPECIFICATIONS;

/** By name: beside them an installation keeps its data and its keys. */
const FOLDERS = ['crypto', 'tally', 'printables', 'server', 'kiosk', 'tests'] as const;
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', '.biome.json', 'README.md', 'LICENSE'] as const;
const NO_SOURCE = /^(node_modules|dist|data|out|__pycache__|\..*)$|\.(tsbuildinfo|log)$/;
/** The earliest a ZIP can state. */
const NO_TIME = new Date(1980, 0, 1);

export interface SourceFiles {
  readonly archive: () => Promise<Uint8Array>;
  readonly specification: (name: SpecificationName) => Promise<Uint8Array>;
}

/** @param root the folder of the project. */
export function createSourceFiles(root: string): SourceFiles {
  const read = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(join(root, path)));
  let packed: Promise<Uint8Array> | undefined;
  const pack = async (): Promise<Uint8Array> => {
    const paths = [...FILES, ...(await Promise.all(FOLDERS.map((folder) => below(root, folder)))).flat()].sort();
    const files: AsyncZippable = {};
    for (const path of paths) files[`changpiao/${path}`] = [await read(path), { mtime: NO_TIME }];
    return new Promise((resolve, reject) =>
      zip(files, { level: 6 }, (error, bytes) => (error === null ? resolve(bytes) : reject(error))),
    );
  };
  return {
    archive: () => {
      packed ??= pack().catch((error: unknown) => {
        packed = undefined;
        throw error;
      });
      return packed;
    },
    specification: (name) => read(SPECIFICATIONS[name]),
  };
}

/** Paths of the files in a folder and those below it, from the root. */
async function below(root: string, folder: string): Promise<readonly string[]> {
  const items = await readdir(join(root, folder), { withFileTypes: true });
  const own = items.filter(({ name }) => !NO_SOURCE.test(name));
  const found = await Promise.all(
    own.map(async (item) => {
      const path = `${folder}/${item.name}`;
      if (item.isDirectory()) return below(root, path);
      return item.isFile() ? [path] : [];
    }),
  );
  return found.flat();
}
