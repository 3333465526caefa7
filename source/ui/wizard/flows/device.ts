import {consentClient} from '../../../wizard/build.js';
import type {Consent} from '../../../wizard/consent/state.js';
import {isLow, narrow, type Pressed, type ViewInput} from '../../fields/view.js';
import type {Bands} from '../../lines/bands.js';
import {keyLine} from '../../lines/bars.js';
import {headLines} from '../../lines/head.js';
import {type Hint, hint, isCommand, lastHints, type Press} from '../../lines/keys.js';
import {blank, cutLine, type Frame, type Line, line, rowWidth, span, wrap} from '../../lines/line.js';
import {type QrModules, qrLines, quietZone} from '../../lines/qr.js';
import {gap, textLines} from '../../lines/rows.js';
import {framed} from './framed.js';
import {countdown, type Stage, stageRows} from './rows.js';

type Device = Extract<Consent, {phase: 'device'}>;

/** The smallest window with a QR code. */
const qrFrom = {rows: 23, columns: 80} as const;
/** Columns left of the code. */
const leftColumns = 42;

const hints = ({code}: Device): readonly Hint[] => [
	...(code
		? ([
				hint('accept', 'open here'),
				hint('copy', 'copy the code'),
				hint('newConnection', 'new code'),
			] as const)
		: []),
	...lastHints('allKeys'),
];

/** A code is read aloud and typed: large by spacing. */
const large = (userCode: string): string => [...userCode].join(' ');

const stagesOf = ({code, dataCenter}: Device, {now, size, state}: ViewInput): readonly Stage[] => {
	const asked = code ? 'Asked Zoho for a code' : 'Asking Zoho for a code';
	const waits =
		dataCenter.id === consentClient(state).chosen?.id
			? `Waiting for ${size.columns < narrow ? '' : 'your '}approval`
			: `Approved in ${dataCenter.name}; asking there`;
	const left = code ? [span(countdown(code.expiresAt - now), 'accent'), span(' left')] : [];
	return [
		{label: asked},
		{label: waits, right: left},
		{label: 'Receive the tokens'},
		{label: 'Test the connection'},
	];
};

const slowText =
	'No browser is needed on this machine. Zoho allows one question every 30 seconds, so the answer can take a while.';

const addressRows = (
	{code}: Device,
	columns: number,
	address = code?.address ?? '',
	below: readonly Line[] = [],
): readonly Line[] =>
	code
		? [
				...wrap(address, columns).map(row => line(span(row, 'accent'))),
				...below,
				gap,
				line(span(`    ${large(code.userCode)}`, 'title')),
				gap,
			]
		: [];

const noteOf = ({notices}: Device, {state, columns}: ViewInput): readonly Line[] => {
	const text = state.done ?? state.notice ?? notices.at(-1);
	return text === undefined ? [] : textLines(text, columns);
};

/** When Zoho is asked again, below the wait. */
const nextRow = ({nextAskAt}: Device, now: number): readonly Line[] =>
	nextAskAt === undefined
		? []
		: [line(span('    asked again in '), span(countdown(nextAskAt - now), 'accent'))];

const stageLines = (device: Device, input: ViewInput): readonly Line[] => {
	const rows = stageRows(stagesOf(device, input), device.code ? 1 : 0, input);
	return device.code && !isLow(input)
		? [...rows.slice(0, 2), ...nextRow(device, input.now), ...rows.slice(2)]
		: rows;
};

/** A code and where to type it, while Zoho is asked whether it was used. */
export const deviceBands = (device: Device, input: ViewInput): Bands =>
	framed(input, {
		instruction: textLines(
			device.code
				? isLow(input)
					? 'Open this elsewhere and enter the code:'
					: 'On your phone or another computer, open this address and enter the code:'
				: 'A code comes in a moment.',
			input.columns,
		),
		form: [
			// Without its scheme it stands in one row of a narrow window, and browsers add it.
			...addressRows(
				device,
				input.columns,
				isLow(input) ? device.code?.address.replace(/^https:\/\//, '') : undefined,
			),
			...stageLines(device, input),
		],
		isWhole: true,
		pane: {why: textLines(slowText, input.columns, 'muted')},
		note: noteOf(device, input),
		keys: hints(device),
	});

const joined = (left: Line, right: Line | undefined): Line =>
	right === undefined
		? left
		: line(
				...left.spans,
				...(left.after ?? []),
				span(' '.repeat(Math.max(1, leftColumns + 1 - rowWidth(left)))),
				...right.spans,
			);

/** Rows of a frame besides the code: head and rail, note and keys. */
const otherRows = 4;

/** The code with as much light around it as the window has room for, up to all that the standard asks for; empty where it has none. */
const fittingCode = (modules: QrModules, size: {readonly rows: number; readonly columns: number}) => {
	for (let border = quietZone; border > 0; border--) {
		const width = modules.length + 2 * border;
		if (Math.ceil(width / 2) + otherRows < size.rows && leftColumns + 1 + width <= size.columns)
			return qrLines(modules, border);
	}
	return [];
};

/** The same with a QR code beside it; undefined where there is none, or no room for it. */
export const deviceFrame = (device: Device, input: ViewInput): Frame | undefined => {
	const {glyphs, columns, size} = input;
	const {code} = device;
	const modules = code && input.qr?.(code.fullAddress);
	const isRoomy = size.rows >= qrFrom.rows && size.columns >= qrFrom.columns;
	if (!modules || !isRoomy || !glyphs.hasQr) return undefined;
	const code2d = fittingCode(modules, size);
	const left = [
		blank,
		line(span('Connect', 'title')),
		...wrap('On your phone or another computer, scan this code, or open', leftColumns).map(row =>
			line(span(row)),
		),
		...addressRows(device, leftColumns, undefined, [line(span('and enter'))]),
		...stageLines(device, {...input, columns: leftColumns}),
		blank,
		...wrap(slowText, leftColumns).map(row => line(span(row, 'muted'))),
	].map(row => cutLine(row, leftColumns, glyphs.more));
	const head = headLines(input);
	const height = Math.max(code2d.length, left.length);
	const [first = blank, ...more] = noteOf(device, input);
	const room = size.rows - head.length - height - 3;
	const lines = [
		...head,
		...Array.from({length: height}, (_none, index) => joined(left[index] ?? blank, code2d[index])),
		first,
		...more.slice(0, Math.max(0, room)),
		keyLine(hints(device), glyphs, columns),
	];
	return lines.length < size.rows && code2d.length > 0 ? {lines, cursor: undefined} : undefined;
};

/** What help says of it: where to go stands on the screen, but not beside the help. */
export const deviceHelp = ({code}: Device) => ({
	...(code ? {where: `Open ${code.address} on any device, and enter ${code.userCode}.`} : {}),
	why: `${slowText} If the page says "Access denied in your region", open the Settings of the client in the API Console, slide the toggle of that data center, and get a new code.`,
});

/** c copies the code, n asks for a new one. */
export const pressDevice = ({code}: Device, press: Press, {now}: ViewInput): Pressed => {
	if (isCommand(press, 'copy') && code)
		return {events: [{type: 'copied-value', key: 'device-code', label: 'the code', text: code.userCode}]};
	return isCommand(press, 'newConnection') ? {events: [{type: 'asked-again', at: now}]} : undefined;
};
