import {withProgramName} from '../../connection/program-name.js';
import {connectionFacts, type Fact} from '../../home/facts.js';
import type {Place, ReportLine} from '../../home/state.js';
import {keyLine} from '../lines/bars.js';
import type {FrameParts} from '../lines/frame.js';
import type {Hint} from '../lines/keys.js';
import {hintText} from '../lines/keys.js';
import {blank, type Line, line, paragraph, type Style, span, wrap} from '../lines/line.js';
import {scrolledPage} from './common.js';
import type {HomeInput} from './input.js';

type PlaceAt<At extends Place['at']> = Extract<Place, {at: At}>;

const labelWidth = 14;

const factLines = ({label, value, tone}: Fact, columns: number): readonly Line[] => {
	// Beside its label where there is room for a line worth reading, else below it.
	if (columns < 50) {
		return [
			line(span(`  ${label}`, 'muted')),
			...wrap(value, columns - 4).map(text => line(span('    '), span(text, tone))),
		];
	}
	return wrap(value, columns - labelWidth - 3).map((text, index) =>
		line(
			span(`  ${index === 0 ? label.padEnd(labelWidth) : ' '.repeat(labelWidth)} `, 'muted'),
			span(text, tone),
		),
	);
};

const actionHints: readonly Hint[] = [
	{command: 'back', label: 'back'},
	{command: 'allKeys', label: 'keys'},
	{command: 'test', label: 'test'},
	{command: 'refresh', label: 'refresh'},
	{command: 'reconnect', label: 'reconnect'},
	{command: 'edit', label: 'edit'},
	{command: 'sheet', label: 'copy to Sigma'},
	{command: 'rename', label: 'rename'},
	{command: 'revoke', label: 'revoke'},
	{command: 'remove', label: 'remove'},
];

/** Everything known of one connection, without a secret. */
export const detailsBody = ({state, now, columns}: HomeInput, linkName: string): readonly Line[] => {
	const connection = state.file.connections[linkName];
	if (!connection) return [];
	const facts = connectionFacts(state.file, connection, state.dataCenters, now);
	return [
		...facts.flatMap(one => factLines(one, columns)),
		...paragraph(`Kept in ${state.path}`, columns - 2, 'muted', '  '),
		...paragraph('Health is what is known here; t asks Zoho.', columns - 2, 'muted', '  '),
	];
};

export const detailsView = (input: HomeInput, place: PlaceAt<'details'>): FrameParts => {
	const connection = input.state.file.connections[place.linkName];
	const hasOld = connection?.outgoing !== undefined || connection?.incoming !== undefined;
	return scrolledPage(input, {
		head: 'Connection',
		title: [line(span(connection?.name ?? '', 'title'), span(`  ${place.linkName}`, 'muted'))],
		body: detailsBody(input, place.linkName),
		scroll: place.scroll,
		hints: hasOld ? [...actionHints, {command: 'endReplaced', label: 'end old grants'}] : actionHints,
	});
};

const tones: Readonly<Record<ReportLine['tone'], Style>> = {
	heading: 'title',
	plain: 'plain',
	good: 'good',
	bad: 'bad',
	warn: 'warn',
	next: 'title',
};

export const reportBody = ({columns, glyphs}: HomeInput, lines: readonly ReportLine[]): readonly Line[] => {
	const marks: Readonly<Record<ReportLine['tone'], string>> = {
		heading: '',
		plain: '  ',
		good: `${glyphs.done} `,
		bad: glyphs.error,
		warn: glyphs.warning,
		next: '  ',
	};
	return lines.flatMap(({text, tone}) =>
		paragraph(withProgramName(text, glyphs.program), columns, tones[tone], marks[tone]),
	);
};

/** What became of what was wanted, where one line does not tell it. */
export const reportView = (input: HomeInput, place: PlaceAt<'report'>): FrameParts =>
	scrolledPage(input, {
		head: 'Home',
		title: [line(span(place.title, 'title'))],
		body: reportBody(input, place.lines),
		scroll: place.scroll,
		hints: [
			{command: 'back', label: 'back'},
			{command: 'quit', label: 'leave'},
		],
	});

const explained: readonly (Hint | string)[] = [
	'On the highlighted connection, or the open one',
	{command: 'accept', label: 'everything known about it, without secrets'},
	{command: 'test', label: 'test: harmless calls that its scopes allow'},
	{command: 'refresh', label: 'a new access token now; Zoho allows 10 in 10 minutes'},
	{command: 'reconnect', label: 'consent again; nothing else is asked'},
	{command: 'edit', label: 'edit; what it costs is shown before anything happens'},
	{command: 'rename', label: 'another name'},
	{command: 'revoke', label: 'end its grant at Zoho; the connection is kept'},
	{command: 'remove', label: 'end its grant, then delete it; also: discard a draft'},
	{command: 'sheet', label: 'copy to Sigma: the values for its form, in its order'},
	{command: 'undo', label: 'undo the last change'},
	{command: 'endReplaced', label: 'end grants that were replaced and live on'},
	'On all that the filter leaves',
	{command: 'testAll', label: 'test them'},
	{command: 'refreshAll', label: 'new access tokens for them'},
	'Else',
	{command: 'newConnection', label: 'a new connection'},
	{command: 'services', label: 'services: use again, edit, rename, remove'},
	{command: 'filter', label: 'filter the list'},
	{command: 'back', label: 'back; from the list: leave'},
	{command: 'quit', label: 'leave'},
];

const keysBody = ({columns, glyphs}: HomeInput): readonly Line[] =>
	explained.flatMap(one =>
		typeof one === 'string'
			? paragraph(one, columns, 'title')
			: paragraph(hintText(one, glyphs), columns - 2, 'plain', '  '),
	);

/** Every key of Home. */
export const keysView = (input: HomeInput, place: PlaceAt<'keys'>): FrameParts =>
	scrolledPage(input, {
		head: 'Keys',
		title: [],
		body: keysBody(input),
		scroll: place.scroll,
		hints: [
			{command: 'back', label: 'back'},
			{command: 'quit', label: 'leave'},
		],
	});

/** A question with one key that says yes; every other way out leaves all as it is. */
export const questionView = (input: HomeInput, place: PlaceAt<'question'>): FrameParts => {
	const {columns, glyphs} = input;
	return {
		...scrolledPage(input, {
			head: 'Home',
			title: [],
			body: [blank, ...paragraph(place.text, columns, 'title')],
			scroll: 0,
			hints: [],
		}),
		keys: keyLine(
			[
				{command: 'yes', label: `yes, ${place.yes}`},
				{command: 'no', label: 'no'},
				{command: 'back', label: 'back'},
			],
			glyphs,
			columns,
		),
	};
};

/** How many rows a page has: how far one can scroll. */
export const pageLength = (input: HomeInput, place: Place): number => {
	switch (place.at) {
		case 'details':
			return detailsBody(input, place.linkName).length;
		case 'report':
			return reportBody(input, place.lines).length;
		case 'keys':
			return keysBody(input).length;
		default:
			return 0;
	}
};
