import {withProgramName} from '../../connection/program-name.js';
import {decisionOf} from '../../wizard/consent/decision.js';
import type {Consent} from '../../wizard/consent/state.js';
import {fieldToFix} from '../../wizard/field-to-fix.js';
import {currentStep} from '../../wizard/select.js';
import type {WizardState} from '../../wizard/state.js';
import {authorizePageErrors} from '../../zoho/errors.js';
import {type Local, moved, moveOf, type Pressed, type ViewInput} from '../fields/view.js';
import {keyLine, refusalLines} from '../lines/bars.js';
import {editLine} from '../lines/editor.js';
import type {FrameParts} from '../lines/frame.js';
import {headLines} from '../lines/head.js';
import {inputLine} from '../lines/input-line.js';
import {type Hint, isCommand, type Press} from '../lines/keys.js';
import {graphemesOf, type Line, line, paragraph, span, widthOf} from '../lines/line.js';
import {refusedLines, silenceHelp} from './connect-help.js';
import {decisionLines, pressDecision, wayLines} from './decision.js';
import type {HelpTopic} from './help.js';
import {wayNeedsClock} from './ways.js';

type Waiting = Extract<Consent, {phase: 'waiting'}>;
type Unsaved = Extract<Consent, {phase: 'unsaved'}>;
type Body = Pick<FrameParts, 'body' | 'focus' | 'cursor' | 'status' | 'help'> & {
	readonly hints: readonly Hint[];
};

/** "9:42". */
const countdown = (milliseconds: number): string => {
	const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** In a narrow window the label leaves the room to what is pasted. */
const pasteLabel = (columns: number): string => (columns < 60 ? 'Paste' : 'Paste the address or the code');

/** The short link where it fits whole; half of it would be of no use, and it stands above as well. */
const linkLine = (shortLink: string | undefined, columns: number): Line => {
	const label = '  Short link to the same page: ';
	return shortLink !== undefined && widthOf(label + shortLink) <= columns
		? line(span(label), span(shortLink, 'accent'))
		: line(span('  The address to open is printed above.'));
};

const waitingBody = (waiting: Waiting, input: ViewInput): Body => {
	const {columns, glyphs, now} = input;
	const {attempt, notices, problem} = waiting;
	const waitsFor = attempt.isListening
		? `Waiting for the browser to come back to ${attempt.redirectUri}`
		: 'No callback port is free: paste the address the browser ends up at';
	const field = inputLine({
		label: pasteLabel(columns),
		text: waiting.pasted,
		placeholder: '',
		cursor: input.local.cursor,
		isMasked: false,
		columns,
		glyphs,
	});
	const above = [
		...paragraph(waitsFor, columns - 2, 'plain', '  '),
		line(span('  Time left: '), span(countdown(attempt.deadline - now), 'accent')),
		linkLine(attempt.shortLink, columns),
		...notices.flatMap(notice => paragraph(notice, columns - 2, 'muted', '  ')),
	];
	return {
		body: [...above, field.line],
		focus: above.length,
		cursor: {line: above.length, column: field.column},
		help: silenceHelp(now - attempt.startedAt, input),
		status: problem ? refusedLines(problem, input) : [],
		hints: [
			...(waiting.pasted === '' ? [] : [{command: 'accept', label: 'use it'} as const]),
			{command: 'back', label: 'back'},
			{command: 'leave', label: 'leave'},
		],
	};
};

const ways = [
	{id: 'retry', label: 'Try to save again'},
	{id: 'other-folder', label: 'Save in another folder'},
	{id: 'revoke', label: 'Revoke the new grant and stop'},
] as const;

const wayOf = (local: Local): number => Math.min(local.highlight ?? 0, ways.length - 1);

const unsavedBody = (unsaved: Unsaved, input: ViewInput): Body => {
	const {columns, glyphs, local} = input;
	const highlight = wayOf(local);
	const rows = wayLines(
		ways.map(({label}) => label),
		highlight,
		input,
	);
	const isFolder = ways[highlight]?.id === 'other-folder';
	const field = inputLine({
		label: 'Folder',
		text: local.filter,
		placeholder: '',
		cursor: local.cursor,
		isMasked: false,
		columns,
		glyphs,
	});
	const body = [
		...paragraph('The tokens were issued, but they are not saved yet. What now?', columns, 'title'),
		...rows,
		...(isFolder ? [field.line] : []),
	];
	return {
		body,
		focus: body.length - 1,
		...(isFolder ? {cursor: {line: body.length - 1, column: field.column}} : {}),
		help: [],
		status: refusalLines(unsaved.refusal, glyphs, columns),
		hints: [
			{command: 'accept', label: 'do it'},
			{command: 'move', label: 'choose'},
			{command: 'leave', label: 'leave'},
		],
	};
};

const plainBody = (text: string, hints: readonly Hint[]): Body => ({
	body: [line(span(`  ${text}`))],
	focus: 0,
	help: [],
	status: [],
	hints: [...hints, {command: 'leave', label: 'leave'}],
});

const bodyOf = (consent: Consent, input: ViewInput): Body => {
	switch (consent.phase) {
		case 'waiting':
			return waitingBody(consent, input);
		case 'unsaved':
			return unsavedBody(consent, input);
		case 'failed': {
			const status = refusedLines(consent.refusal, input);
			const notices = consent.notices.flatMap(notice => paragraph(notice, input.columns - 2, 'muted', '  '));
			const toMend = fieldToFix(input.state);
			const hints: readonly Hint[] = [
				{command: 'accept', label: toMend ? `change ${toMend.label}` : 'retry'},
				{command: 'back', label: 'review'},
				{command: 'leave', label: 'leave'},
			];
			return {body: notices, focus: 0, help: [], status, hints};
		}
		case 'preparing':
			return plainBody('Checking the network, the file and the callback ports …', [
				{command: 'back', label: 'back'},
			]);
		case 'asking-to-widen':
			return plainBody('Asking Zoho whether the grant can be widened …', [{command: 'back', label: 'back'}]);
		case 'widening':
			return plainBody('Agreed. Asking for a new token that shows the new scopes …', []);
		case 'exchanging':
			return plainBody('Consent is here; exchanging the code for tokens …', []);
		case 'saving':
			return plainBody('Saving the tokens …', []);
		case 'proving':
			return plainBody('Saved. Checking who you are and whether the token works …', []);
		case 'revoking':
			return plainBody('Revoking the new grant …', []);
		case 'applying':
			return plainBody('Saving …', []);
		case 'taking-over':
			return plainBody('It works. Putting the new grant in the place of the old one …', []);
		case 'saving-apart':
			return plainBody('Saving it as a connection of its own …', []);
		case 'revoking-outgoing':
			return plainBody('Revoking the old grant …', []);
		case 'giving-up':
			return plainBody('Revoking the new grant …', []);
		case 'asking-shared':
		case 'other-user': {
			const decision = decisionOf(input.state);
			if (!decision) return plainBody('', []);
			const {lines, focus, hints} = decisionLines(decision, input);
			return {body: lines, focus, help: [], status: [], hints};
		}
		default:
			// Nothing is under way, or it has a screen of its own.
			return plainBody('', []);
	}
};

/** What help says while a consent is under way. */
export const connectTopic = (input: ViewInput): HelpTopic => {
	const {hints} = bodyOf(input.state.consent, input);
	return {
		label: 'Connect',
		help: {
			why: 'Zoho asks the person whose data it is. Nothing is saved before the tokens are here.',
			where: currentStep(input.state).intro,
		},
		hints,
		more: authorizePageErrors.map(({label, remedy}) => ({
			label,
			text: withProgramName(remedy, input.glyphs.program),
		})),
	};
};

/** The consent: waiting, exchanging, saving, proving; and every way in which it can fail. */
export const connectView = (input: ViewInput, title: string): FrameParts => {
	const {state, columns, glyphs} = input;
	const step = currentStep(state);
	const {hints, ...body} = bodyOf(state.consent, input);
	return {
		head: headLines(state, glyphs, input.size.columns, title),
		title: [line(span(step.title, 'title'))],
		intro: state.consent.phase === 'waiting' ? paragraph(step.intro, columns, 'muted') : [],
		...body,
		keys: keyLine(hints, glyphs, columns),
	};
};

const pressUnsaved = (press: Press, input: ViewInput): Pressed => {
	const {local, now} = input;
	const highlight = wayOf(local);
	const next =
		press.name === 'text' ? undefined : moved(highlight, ways.length, ways.length, moveOf(press, isCommand));
	if (next !== undefined) return {local: {highlight: next}};
	const way = ways[highlight];
	if (isCommand(press, 'accept') && way) {
		if (way.id !== 'other-folder') return {events: [{type: 'answered-unsaved', choice: way.id, at: now}]};
		const folder = local.filter.trim();
		return folder === ''
			? {}
			: {events: [{type: 'answered-unsaved', choice: 'other-folder', folder, at: now}]};
	}
	if (way?.id !== 'other-folder') return undefined;
	const after = editLine(
		{text: local.filter, cursor: local.cursor ?? graphemesOf(local.filter).length},
		press,
	);
	return after ? {local: {filter: after.text, cursor: after.cursor}} : undefined;
};

/** Keys of the consent: the paste field is open the whole time the terminal waits. */
export const pressConnect = (press: Press, input: ViewInput): Pressed => {
	const {consent} = input.state;
	if (consent.phase === 'unsaved') return pressUnsaved(press, input);
	const decision = decisionOf(input.state);
	if (decision) return pressDecision(decision, press, input);
	if (isCommand(press, 'accept')) return {events: [{type: 'accepted', at: input.now}]};
	if (consent.phase !== 'waiting') return undefined;
	// A paste takes the place of what was refused.
	const isReplaced = press.name === 'paste' && consent.problem !== undefined;
	const text = isReplaced ? '' : consent.pasted;
	const before = {text, cursor: isReplaced ? 0 : (input.local.cursor ?? graphemesOf(text).length)};
	// A paste here is an address that a terminal may have broken over lines: the pieces belong together.
	const whole = press.name === 'paste' ? {...press, text: press.text.replace(/[\s\u200B]+/g, '')} : press;
	const after = editLine(before, whole);
	if (!after) return undefined;
	return {local: {cursor: after.cursor}, events: [{type: 'typed-paste', value: after.text}]};
};

export const needsClock = (state: WizardState): boolean =>
	state.consent.phase === 'waiting' || wayNeedsClock(state);
