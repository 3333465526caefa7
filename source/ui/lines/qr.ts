import {type Line, line, span} from './line.js';

/** Which modules are dark, row by row, without a border. */
export type QrModules = readonly (readonly boolean[])[];

/** Light modules around a code, as ISO/IEC 18004 asks for; half of them are enough for cameras. */
export const quietZone = 4;

const half = (top: boolean, bottom: boolean): string => {
	if (top) return bottom ? '█' : '▀';
	return bottom ? '▄' : ' ';
};

/** A QR code as rows, two modules high each; dark on light, whatever the theme. Empty where there is none. @param border in modules */
export const qrLines = (modules: QrModules, border: number = quietZone): readonly Line[] => {
	const isDark = (row: number, column: number): boolean => modules[row - border]?.[column - border] === true;
	const size = modules.length === 0 ? 0 : modules.length + 2 * border;
	const rows: Line[] = [];
	for (let row = 0; row < size; row += 2) {
		let text = '';
		for (let column = 0; column < size; column++) text += half(isDark(row, column), isDark(row + 1, column));
		rows.push(line(span(text, 'qr')));
	}
	return rows;
};
