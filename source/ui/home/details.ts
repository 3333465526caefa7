import {connectionFacts, type Fact} from '../../home/facts.js';
import type {Place} from '../../home/state.js';
import {type Bands, sideColumn} from '../lines/bands.js';
import type {Hint} from '../lines/keys.js';
import {blank, type Line, line, span, wrap} from '../lines/line.js';
import {formColumns} from '../lines/rows.js';
import {homeHead, homeNote, scrolled} from './common.js';
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
	return wrap(value, columns - labelWidth - 3).map((text, index) =>
		line(
			span(`  ${index === 0 ? label.padEnd(labelWidth) : ' '.repeat(labelWidth)} `, 'muted'),
			span(text, tone),
		),
	);
};

/** Everything known of one connection, without a secret. */
const factsBody = (input: HomeInput, linkName: string, columns: number): readonly Line[] => {
	const {state, now} = input;
	const connection = state.file.connections[linkName];
	if (!connection) return [];
	const {dataCenters, path, refreshedBy} = state;
	const around = {dataCenters, now, path, refreshedBy: refreshedBy.get(linkName), isOnHome: true};
	return connectionFacts(state.file, connection, around).flatMap(one => factLines(one, columns));
};

export const detailsBody = (input: HomeInput, linkName: string): readonly Line[] =>
	factsBody(input, linkName, formColumns(input.columns));

const nameLine = (input: HomeInput, linkName: string): Line =>
	line(
		span(input.state.file.connections[linkName]?.name ?? '', 'title'),
		span('  '),
		span(linkName, 'accent'),
	);

/** The same beside the list, in a wide window. */
export const sideLines = (input: HomeInput, linkName: string): readonly Line[] => [
	nameLine(input, linkName),
	blank,
	// Without the two columns of a page's margin.
	...factsBody(input, linkName, input.columns - sideColumn + 2).map(row => {
		const [first, ...others] = row.spans;
		return first ? {...row, spans: [{...first, text: first.text.slice(2)}, ...others]} : row;
	}),
];

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
			rows:
				input.rows < 18
					? []
					: [line(span('  In a script: ', 'muted'), span(`${program} token ${linkName}`, 'accent'))],
		},
		note: homeNote(input),
		keys: hints(connection?.refusal != null, hasOld),
	};
};
