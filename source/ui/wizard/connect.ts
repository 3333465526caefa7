import {withProgramName} from '../../connection/program-name.js';
import {consentClient} from '../../wizard/build.js';
import {decisionOf} from '../../wizard/consent/decision.js';
import {failureOptions} from '../../wizard/consent/failure.js';
import {isMoving} from '../../wizard/consent/stages.js';
import type {Consent, ConsentOf} from '../../wizard/consent/state.js';
import {unsavedOptions} from '../../wizard/consent/unsaved.js';
import type {Help} from '../../wizard/field.js';
import type {WizardState} from '../../wizard/state.js';
import {authorizePageErrors} from '../../zoho/consent/authorize-page-errors.js';
import {isLow, type Pressed, type ViewInput} from '../fields/view.js';
import {type Bands, endingForm} from '../lines/bands.js';
import {fitBands} from '../lines/fit-bands.js';
import {inputRow} from '../lines/input-line.js';
import {choiceHints, hint, isCommand, lastHints, type Press} from '../lines/keys.js';
import {type Frame, hanging, span} from '../lines/line.js';
import {textLines} from '../lines/rows.js';
import {decisionBands, optionIndex, pressOptions, rowsOfOptions} from './decision.js';
import {failedBands, failureLines, withOptions} from './failed.js';
import {framed} from './flows/framed.js';
import {flowNeedsClock} from './flows/index.js';
import type {HelpTopic} from './help.js';
import {pressPasted} from './pasted.js';
import {chosenRow, hasHiddenPages, pagesNow} from './seen-pages.js';
import {consentStages} from './stages.js';
import {canReopen, tallest, waitingBands} from './waiting.js';

type Waiting = ConsentOf<'waiting'>;
type Unsaved = ConsentOf<'unsaved'>;
type Body = Omit<Bands, 'head' | 'title'>;

const unsavedBody = (unsaved: Unsaved, input: ViewInput): Body => {
	const {columns, local, state} = input;
	const options = unsavedOptions(state);
	const highlight = optionIndex(options, input);
	const rows = rowsOfOptions(options, highlight, input);
	const {typed = '', verb = ''} = options[highlight] ?? {};
	const field = inputRow(typed, {text: local.filter, cursor: local.cursor, isSearch: true}, input);
	// One thing has the focus: the option, whose folder is typed below it.
	const [, ...own] = field.line.spans;
	const typedRow = {...field.line, spans: [span('  '), ...own]};
	const all = typed ? [...rows, typedRow] : rows;
	const form = withOptions(consentStages(input), failureLines(unsaved.refusal, input), all, input);
	return {
		instruction: textLines('The tokens were issued, but they are not saved yet. What now?', columns),
		short: 'The tokens are not saved yet. What now?',
		...endingForm(form, typed ? field.column : undefined),
		keys: choiceHints(verb, lastHints('help').slice(1)),
	};
};

const instructions: Partial<Record<Consent['phase'], string>> = {
	preparing: 'Everything that can fail early is checked before your browser opens.',
	exchanging: 'You can close the browser tab when it says so.',
	saving: 'The tokens are here. They are saved before anything else is tried.',
	proving: 'Saved. A harmless call shows whose data it is and that the token works.',
	applying: 'Saving …',
	waiting: 'Approve the request in your browser; this screen continues by itself.',
};

const goesOn = 'This goes on by itself.';

/** While Zoho or the disk is awaited: the stages go on by themselves. */
const busyBody = (notices: readonly string[], input: ViewInput): Body => {
	const {phase} = input.state.consent;
	const canGoBack = phase === 'preparing' || phase === 'asking-to-widen';
	return {
		instruction: textLines(instructions[phase] ?? goesOn, input.columns),
		form: consentStages(input),
		isWhole: true,
		pane: {why: notices.flatMap(notice => hanging([span('  ')], notice, input.columns - 2, 'muted'))},
		keys: canGoBack ? lastHints('help') : [hint('leave', 'leave')],
	};
};

const bodyOf = (input: ViewInput): Body => {
	const {consent} = input.state;
	switch (consent.phase) {
		case 'waiting':
			return waitingBands(consent, input);
		case 'unsaved':
			return unsavedBody(consent, input);
		case 'failed':
			return failedBands(consent, optionIndex(failureOptions(input.state), input), input);
		default: {
			const decision = decisionOf(input.state);
			if (decision) return decisionBands(decision, input);
			return busyBody('notices' in consent ? consent.notices : [], input);
		}
	}
};

/** Why it takes a moment, while Zoho or the disk is awaited. */
const reasons: Partial<Record<Consent['phase'], string>> = {
	preparing:
		'The file must be writable, the accounts server must answer, and a callback port must be free. What fails, fails before you are asked to approve anything.',
	exchanging:
		'What the browser brought back is a code that can be used once. The token URL gives an access token and a refresh token for it.',
	saving: 'A grant that is not saved would be lost, and Zoho keeps only 20 for each user and client.',
	proving:
		'Only calls that read are made, and only those that the granted scopes allow. The connection is saved in any case.',
};

/** Of a failure its sentences, which a low window shows in part; of a wait what is waited for. */
const helpOf = ({state, glyphs}: ViewInput): Help => {
	const {consent} = state;
	if (consent.phase === 'failed' || consent.phase === 'unsaved')
		return {
			instruction: `${consent.refusal.what} ${withProgramName(consent.refusal.next, glyphs.program)}`,
			why: consent.refusal.why,
		};
	const why =
		reasons[consent.phase] ??
		'The person whose data it is decides. No connection is saved before the tokens are here.';
	const question = decisionOf(state)?.question;
	return {why, where: question ?? instructions[consent.phase] ?? goesOn};
};

/** While a person may see an error of Zoho's in the browser. */
const inBrowser: ReadonlySet<Consent['phase']> = new Set(['waiting', 'failed']);

/** What help says while a consent is under way. */
export const connectTopic = (input: ViewInput): HelpTopic => ({
	label: 'Connect',
	help: helpOf(input),
	hints: bodyOf(input).keys,
	more: (inBrowser.has(input.state.consent.phase) && consentClient(input.state).isZoho
		? authorizePageErrors
		: []
	).map(({label, remedy}) => ({
		label,
		text: withProgramName(remedy, input.glyphs.program),
	})),
});

/** The consent: waiting, exchanging, saving, proving; and every way in which it can fail. */
export const connectFrame = (input: ViewInput): Frame => {
	const bands = framed(input, bodyOf(input));
	return fitBands(bands, input.size, input.glyphs, isLow(input) ? [] : [tallest(bands, input)]);
};

/** Up and down go through the pages that the browser may show, and back to the paste field. */
const pressPages = (press: Press, input: ViewInput): Pressed => {
	const pages = pagesNow(input);
	const row = chosenRow(input);
	const {consent} = input.state;
	if (pages.length === 0 || consent.phase !== 'waiting') return undefined;
	if (isCommand(press, 'down') || (isCommand(press, 'help') && hasHiddenPages(input)))
		return {local: {highlight: row === undefined ? 0 : Math.min(row + 1, pages.length - 1)}};
	if (row === undefined) return undefined;
	const toField = {
		local: {highlight: undefined},
		events: consent.seen ? [{type: 'typed-paste', value: consent.pasted} as const] : [],
	};
	if (isCommand(press, 'up')) return row === 0 ? toField : {local: {highlight: row - 1}};
	if (isCommand(press, 'back')) return toField;
	const page = pages[row];
	return isCommand(press, 'accept') && page
		? {local: {highlight: undefined}, events: [{type: 'saw-page', page: page.id, at: input.now}]}
		: undefined;
};

/** What Esc and Ctrl+G mean before they mean what they do everywhere: out of the pages, and into them where they are hidden. */
export const pressBefore = (press: Press, input: ViewInput): Pressed =>
	isCommand(press, 'back') || isCommand(press, 'help') ? pressPages(press, input) : undefined;

/** The paste field is open the whole time the terminal waits. */
const pressWaiting = (waiting: Waiting, press: Press, input: ViewInput): Pressed => {
	const own = pressPages(press, input);
	if (own) return own;
	if (isCommand(press, 'accept')) {
		if (waiting.pasted.trim() !== '') return {events: [{type: 'accepted', at: input.now}]};
		return canReopen(waiting, input) ? {events: [{type: 'reopened-browser'}]} : {};
	}
	return pressPasted(press, waiting, input);
};

/** Keys of the consent. */
export const pressConnect = (press: Press, input: ViewInput): Pressed => {
	const {consent} = input.state;
	if (consent.phase === 'unsaved') return pressOptions(unsavedOptions(input.state), press, input);
	if (consent.phase === 'waiting') return pressWaiting(consent, press, input);
	const decision = decisionOf(input.state);
	if (decision) return pressOptions(decision.options, press, input);
	if (consent.phase === 'failed') return pressOptions(failureOptions(input.state), press, input);
	return isCommand(press, 'accept') ? {events: [{type: 'accepted', at: input.now}]} : undefined;
};

/** Whether a mark turns or something counts down. */
export const needsClock = (state: WizardState): boolean =>
	(state.step === 'connect' && isMoving(state.consent)) || flowNeedsClock(state);
