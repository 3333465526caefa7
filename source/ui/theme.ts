import type {TextProps} from 'ink';
import type {Style} from './view/line.js';

/** How each meaning looks: 16 ANSI colors, never a meaning by color alone, nothing that vanishes on a light ground. */
export const theme: Readonly<Record<Style, Pick<TextProps, 'color' | 'bold' | 'dimColor'>>> = {
	plain: {},
	muted: {dimColor: true},
	title: {bold: true},
	accent: {color: 'cyan'},
	good: {color: 'green'},
	bad: {color: 'red'},
	warn: {color: 'yellow'},
};
