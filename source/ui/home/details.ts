import {type Around, briefFacts, connectionFacts, type Fact} from '../../home/facts.js';
import type {Place} from '../../home/state.js';
import {type Bands, sideColumn} from '../lines/bands.js';
import type {Hint} from '../lines/keys.js';
import {blank, cut, type Line, line, span, wrap} from '../lines/line.js';
import {formColumns} from '../lines/rows.js';
import {homeHead, homeNote, isLow, scrolled} from './common.js';
import type {HomeInput} from './input.js';

const labelWidth = 17;

/** A fact beside its label where there is room for a line worth reading, else below it. */
const factLines = ({label, value, tone}: Fact, columns: number): readonly Line[] => {
	if (columns < 50 && columns < value.length + labelWidth + 4) {
		return [
			line(span(`  ${label}`, 'muted')),
			...wrap(value, columns - 4).map(text => line(span('    '), span(text, tone))),
		];
	}
	const room = columns - labelWidth - 3;
	// An address has nowhere to break; "zconn show" has it whole.
	const rows = value.includes(' ') ? wrap(value, room) : [cut(value, room)];
	return rows.map((text, index) =>
		line(
			span(`  ${index === 0 ? label.padEnd(labelWidth) : ' '.repeat(labelWidth)} `, 'muted'),
			span(text, tone),
		),
	);
};

const aroundOf = ({state, now}: HomeInput, linkName: string): Around => {
	const {dataCenters, path, refreshedBy} = state;
	return {dataCenters, now, path, refreshedBy: refreshedBy.get(linkName), isOnHome: true};
};

/** Everything known of one connection, without a secret. */
export const detailsBody = (input: HomeInput, linkName: string): readonly Line[] => {
	const {file} = input.state;
	const connection = file.connections[linkName];
	if (!connection) return [];
	const columns = formColumns(input.columns);
	return connectionFacts(file, connection, aroundOf(input, linkName)).flatMap(one => factLines(one, columns));
};

const nameLine = (input: HomeInput, linkName: string): Line =>
	line(
		span(input.state.file.connections[linkName]?.name ?? '', 'title'),
		span('  '),
		span(linkName, 'accent'),
	);

/** Where the values of the panel begin. */
const sideAt = 15;

/** The most important of it beside the list, in a wide window. */
export const sideLines = (input: HomeInput, linkName: string): readonly Line[] => {
	const {file} = input.state;
	const connection = file.connections[linkName];
	if (!connection) return [];
	const room = input.columns - sideColumn - sideAt;
	return [
		nameLine(input, linkName),
		blank,
		...briefFacts(file, connection, aroundOf(input, linkName)).flatMap(({label, value, tone}) =>
			// A scope has a row for itself.
			label === ''
				? [line(span(`  ${value}`, tone))]
				: wrap(value, room).map((text, index) =>
						line(span((index === 0 ? label : '').padEnd(sideAt), 'muted'), span(text, tone)),
					),
		),
	];
};

const hints = (isLost: boolean, hasOld: boolean): readonly Hint[] => [
	{command: 'accept', label: 'back'},
	...(isLost ? [{command: 'reconnect', label: 'reconnect'} as const] : []),
	...(hasOld ? [{command: 'endReplaced', label: 'end old grants'} as const] : []),
	{command: 'test', label: 'test'},
	...(isLost ? [] : [{command: 'refresh', label: 'refresh'} as const]),
	{command: 'sheet', label: 'copy to Sigma'},
	{command: 'edit', label: 'edit'},
	{command: 'allKeys', label: 'all keys'},
];

export const detailsBands = (input: HomeInput, place: Extract<Place, {at: 'details'}>): Bands => {
	const {linkName, scroll} = place;
	const connection = input.state.file.connections[linkName];
	const hasOld = connection?.outgoing !== undefined || connection?.incoming !== undefined;
	const program = input.glyphs.program ?? 'zconn';
	return {
		head: homeHead(input, 'Connection'),
		title: nameLine(input, linkName),
		pane: {
			list: scrolled(detailsBody(input, linkName), scroll),
			rows: isLow(input)
				? []
				: [line(span('  In a script: ', 'muted'), span(`${program} token ${linkName}`, 'accent'))],
		},
		note: homeNote(input),
		keys: hints(connection?.refusal != null, hasOld),
	};
};
