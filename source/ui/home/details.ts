import {type Around, briefFacts, connectionFacts} from '../../home/facts.js';
import type {PlaceAt} from '../../home/state.js';
import {type Bands, sideColumn} from '../lines/bands.js';
import {type Hint, hint, hintIf} from '../lines/keys.js';
import {blank, cut, hanging, type Line, line, span} from '../lines/line.js';
import {factRows, formColumns} from '../lines/rows.js';
import {homeHead, isLow, scriptRows, scrolled} from './common.js';
import type {HomeInput} from './input.js';

/** Where the values begin. */
const factAt = 20;

const aroundOf = ({state, now}: HomeInput, linkName: string): Around => {
	const {dataCenters, path, refreshedBy} = state;
	return {dataCenters, now, path, refreshedBy: refreshedBy.get(linkName), isOnHome: true};
};

/** Everything known of one connection, without a secret. */
const detailsBody = (input: HomeInput, linkName: string): readonly Line[] => {
	const {file} = input.state;
	const connection = file.connections[linkName];
	if (!connection) return [];
	const {columns, glyphs} = input;
	// One row for the address of a server, where most of it has room in one; "zconn show" has it whole.
	const room = columns < 50 ? Number.POSITIVE_INFINITY : formColumns(columns) - factAt;
	return connectionFacts(file, connection, aroundOf(input, linkName)).flatMap(
		({label, value, tone: style}) => {
			const shown = /^https?:\S+$/.test(value) ? cut(value, room, glyphs.more) : value;
			return factRows({label, value: shown, style}, columns, factAt);
		},
	);
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
	return [
		nameLine(input, linkName),
		blank,
		...briefFacts(file, connection, aroundOf(input, linkName)).flatMap(({label, value, tone}) =>
			// A scope has a row for itself.
			label === ''
				? [line(span(`  ${value}`, tone))]
				: hanging([span(label.padEnd(sideAt), 'muted')], value, input.columns - sideColumn, tone),
		),
	];
};

const hints = (isLost: boolean, hasOld: boolean): readonly Hint[] => [
	hint('accept', 'back'),
	...hintIf(isLost, 'reconnect', 'reconnect'),
	...hintIf(hasOld, 'endReplaced', 'end old grants'),
	hint('test', 'test'),
	...hintIf(!isLost, 'refresh', 'refresh'),
	hint('sheet', 'copy to Sigma'),
	hint('edit', 'edit'),
	hint('allKeys', 'all keys'),
];

export const detailsBands = (input: HomeInput, place: PlaceAt<'details'>): Bands => {
	const {linkName, scroll} = place;
	const connection = input.state.file.connections[linkName];
	const hasOld = connection?.outgoing !== undefined || connection?.incoming !== undefined;
	return {
		head: homeHead(input, 'Connection'),
		title: nameLine(input, linkName),
		pane: {
			list: scrolled(detailsBody(input, linkName), scroll),
			rows: isLow(input) ? [] : scriptRows(linkName, input),
		},
		keys: hints(connection?.refusal != null, hasOld),
	};
};
