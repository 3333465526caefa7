import {revocable} from '../../connection/changes/revoked.js';
import {isZohos} from '../../connection/whose.js';
import type {PlaceAt} from '../../home/state.js';
import type {Bands} from '../lines/bands.js';
import {inputRow} from '../lines/input-line.js';
import {hint, lastHints} from '../lines/keys.js';
import {line, span} from '../lines/line.js';
import {textLines, toneLines} from '../lines/rows.js';
import {homeHead} from './common.js';
import type {HomeInput} from './input.js';

const form = (
	input: HomeInput,
	place: PlaceAt<'rename' | 'remove'>,
	options: {
		/** What is done, as the head and the title name it. */
		readonly what: string;
		readonly label: string;
		readonly meaning: string;
		readonly short?: string;
	},
): Bands => {
	const {columns, cursor} = input;
	const {at, text, problem} = place;
	const {what, label, meaning, short} = options;
	// The name that has to be typed stands right beside it.
	const field = inputRow(label, {text, cursor, isSearch: at === 'remove'}, input);
	return {
		head: homeHead(input, what),
		title: line(span(at === 'remove' ? `${what}?` : what, 'title')),
		instruction: textLines(meaning, columns),
		short,
		form: [field.line],
		cursor: {line: 0, column: field.column},
		...(problem ? {note: toneLines(problem, 'bad', input)} : {}),
		keys: [hint('accept', at), ...lastHints('help')],
	};
};

/** Another name for a connection, or a service. */
export const renameBands = (input: HomeInput, place: PlaceAt<'rename'>): Bands => {
	const isConnection = place.of === 'connection';
	const {connections, services} = input.state.file;
	const name = (isConnection ? connections : services)[place.linkName]?.name ?? place.linkName;
	return form(input, place, {
		what: `Rename ${name}`,
		label: isConnection ? 'Connection Name' : 'Service Name',
		meaning: isConnection
			? `The link name follows from the name; scripts that say ${place.linkName} must use the new one. u undoes it.`
			: `Its link name ${place.linkName} stays, and so do its connections.`,
		...(isConnection ? {short: 'Scripts must use the new link name. u undoes it.'} : {}),
	});
};

/** What is removed is gone, so its name has to be typed. */
export const removeBands = (input: HomeInput, place: PlaceAt<'remove'>): Bands => {
	const row = input.state.file.connections[place.linkName];
	const name = row?.name ?? place.linkName;
	const [where, server] = !row || isZohos(row) ? [' at Zoho', 'Zoho'] : ['', 'its server'];
	return form(input, place, {
		what: `Remove ${name}`,
		label: `Type ${place.linkName}`,
		meaning: `This revokes its ${row ? revocable(row) : 'grant'}${where} and deletes it here. If ${server} cannot be reached, nothing is deleted.`,
	});
};
