import {chooseGlyphs} from '../../ui/lines/glyphs.js';
import type {QrModules} from '../../ui/lines/qr.js';
import {qrLines} from '../../ui/lines/qr.js';
import {wantsPlainText} from '../terminal/mode.js';

/** Dark on light, whatever the theme of the terminal. */
const paint = (text: string): string => `\u001B[30;107m${text}\u001B[0m`;

/** Makes QR codes; loaded when one is wanted. */
export const loadQr = async (): Promise<(text: string) => QrModules> => {
	const {encode} = await import('uqr');
	return text => encode(text, {border: 0, ecc: 'L'}).data;
};

/** Whether a stream shows a QR code: a terminal with room for it and with colors. */
const showsQr = (
	{isTTY, columns = 0, rows = 0}: NodeJS.WriteStream,
	environment: Readonly<Record<string, string | undefined>>,
): boolean => {
	const {hasQr} = chooseGlyphs(environment, process.platform);
	return isTTY && columns >= 80 && rows >= 23 && !wantsPlainText({environment}) && hasQr === true;
};

/** A QR code as lines for a stream; none where it cannot show them. */
export const qrRows = async (
	text: string,
	stream: NodeJS.WriteStream,
	environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> => {
	if (!showsQr(stream, environment)) return [];
	const make = await loadQr();
	return qrLines(make(text)).map(({spans}) => paint(spans.map(({text: part}) => part).join('')));
};
