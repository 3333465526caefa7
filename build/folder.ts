import {createHash} from 'node:crypto';

/** A file of the package, by its path below the output folder. */
export type TextFile = {readonly name: string; readonly text: string};

/** As long as the name that takes its place, so that maps stay as they are. */
const folder = 'chunks';

/**
 * Files with all that is behind the doors in a folder whose name is made of what is in it. The program can be updated while it runs;
 * then it finds nothing where it looks, instead of pieces of another version.
 */
export const inOwnFolder = (files: readonly TextFile[]): readonly TextFile[] => {
	const isBehind = ({name}: TextFile): boolean => name.startsWith(`${folder}/`);
	const code = files.filter(file => isBehind(file) && !file.name.endsWith('.map'));
	const whole = code.toSorted(({name: one}, {name: other}) => (one < other ? -1 : 1));
	const hash = createHash('sha256').update(JSON.stringify(whole)).digest('hex').slice(0, folder.length);
	return files.map(file =>
		isBehind(file)
			? {...file, name: file.name.replace(folder, hash)}
			: {...file, text: file.text.replaceAll(`./${folder}/`, `./${hash}/`)},
	);
};
