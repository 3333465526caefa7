import type {Place} from '../../home/state.js';
import {keyLine} from '../lines/bars.js';
import type {FrameParts} from '../lines/frame.js';
import {inputLine} from '../lines/input-line.js';
import {paragraph} from '../lines/line.js';
import {homeHead, homeStatus} from './common.js';
import type {HomeInput} from './input.js';

type PlaceAt<At extends Place['at']> = Extract<Place, {at: At}>;

const form = (
	input: HomeInput,
	options: {
		readonly title: string;
		readonly label: string;
		readonly text: string;
		readonly help: string;
		readonly problem: string | undefined;
		readonly accept: string;
	},
): FrameParts => {
	const {columns, glyphs, cursor} = input;
	const {title, label, text, help, problem, accept} = options;
	const field = inputLine({label, text, placeholder: '', cursor, isMasked: false, columns, glyphs});
	return {
		head: homeHead(input, title),
		title: [],
		intro: [],
		body: [field.line],
		focus: 0,
		cursor: {line: 0, column: field.column},
		help: paragraph(help, columns - 2, 'muted', '  '),
		status: problem ? paragraph(problem, columns, 'bad', glyphs.error) : homeStatus(input),
		keys: keyLine(
			[
				{command: 'accept', label: accept},
				{command: 'back', label: 'back'},
				{command: 'leave', label: 'leave'},
			],
			glyphs,
			columns,
		),
	};
};

/** Another name for a connection, or a service. */
export const renameView = (input: HomeInput, place: PlaceAt<'rename'>): FrameParts =>
	form(input, {
		title: place.of === 'connection' ? 'Rename a connection' : 'Rename a service',
		label: place.of === 'connection' ? 'Connection Name' : 'Service Name',
		text: place.text,
		help:
			place.of === 'connection'
				? `The link name follows from the name; scripts that say ${place.linkName} must use the new one.`
				: `Its link name ${place.linkName} stays, and so do its connections.`,
		problem: place.problem,
		accept: 'rename',
	});

/** What is removed is gone, so its name has to be typed. */
export const removeView = (input: HomeInput, place: PlaceAt<'remove'>): FrameParts => {
	const connection = input.state.file.connections[place.linkName];
	return form(input, {
		title: `Remove ${connection?.name ?? place.linkName}`,
		label: `Type ${place.linkName}`,
		text: place.text,
		help: 'This ends its grant at Zoho and deletes it here: its tokens stop working everywhere. Where Zoho cannot be reached, nothing is deleted.',
		problem: place.problem,
		accept: 'remove',
	});
};
