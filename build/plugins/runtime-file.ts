import {fileURLToPath} from 'node:url';

/** The absolute path of a module of `build/runtime/`, which is bundled in place of something slower. */
export const runtimeFile = (name: string): string =>
	fileURLToPath(new URL(`../runtime/${name}.ts`, import.meta.url));

/** The import statement that a patched source needs. */
export const importFrom = (what: string, name: string): string =>
	`import ${what} from ${JSON.stringify(runtimeFile(name))};\n`;
