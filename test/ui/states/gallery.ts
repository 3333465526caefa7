import {textOf} from '../samples.js';
import {designed, type WindowName, windows} from './frames.js';
import {states} from './index.js';

const parts: Readonly<Record<string, string>> = {
	A: 'Register an OAuth Client',
	B: 'Pick Your Service, Create New Service',
	C: 'Scope',
	D: 'Connection Name, Review',
	E: 'Connect',
	F: 'Ready',
	G: 'Home',
	H: 'A connection, and what can be done with it',
	I: 'Services',
	J: 'Shared connections',
	K: 'Copy to Sigma',
	L: 'Self Client, client credentials, a refresh token that exists',
	M: 'A code on another device',
	N: 'Everywhere',
};

const introduction = `# The screens

Every screen of the design by its name, as the program draws it, in the windows that it is designed for: 80 × 24, 40 × 12 and 120 × 40.
Made by \`npm run pictures\` from the table of states that the tests of the screens go through; names and accounts are invented. Colors are
left out: none of them says anything that the text does not say.
`;

const frameIn = (name: string, size: WindowName): string => {
	const {lines} = states[name]?.make().frame(windows[size]) ?? {lines: []};
	return lines.map(row => textOf(row).trimEnd()).join('\n');
};

const blockOf = (name: string, size: WindowName): string =>
	`${size.replace('x', ' × ')}:\n\n\`\`\`text\n${frameIn(name, size)}\n\`\`\`\n`;

/** The page of all screens. */
export const drawGallery = (): string => {
	const drawn = Object.entries(designed).filter(([name, sizes]) => name in states && sizes.length > 0);
	const sections = Object.entries(parts).map(([letter, title]) => {
		const frames = drawn
			.filter(([name]) => name.startsWith(letter))
			.map(([name, sizes]) => `### ${name}\n\n${sizes.map(size => blockOf(name, size)).join('\n')}`);
		return `## ${letter}. ${title}\n\n${frames.join('\n')}`;
	});
	return `${introduction}\n${sections.join('\n')}`;
};
