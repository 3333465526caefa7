import {consentClient} from '../../wizard/build.js';
import {type Decision, decisionOf} from '../../wizard/consent/decision.js';
import {whyNotKept} from '../../wizard/draft/saved.js';
import {fieldToFix} from '../../wizard/field-to-fix.js';
import {culpritTexts} from '../../wizard/scopes/advice.js';
import {currentStep, focusedItem, introOf, warningOf} from '../../wizard/select.js';
import {isFormStep, isOver, type WizardState} from '../../wizard/state.js';
import {isField} from '../../wizard/steps/index.js';
import {readCall} from '../../zoho/operations/call-text.js';
import type {Refusal} from '../../zoho/refusal.js';
import {keptText, nextCommands, outcomeFacts, readySentence} from '../wizard/ready.js';
import {wizardTitle} from '../wizard/title.js';
import {promptOf, questionLines, readAnswer} from './ask.js';
import {ask, isBack, type Plain, type PlainOptions} from './asking.js';
import {untilAnswered} from './discovery.js';
import {createLineReader} from './line-reader.js';
import {createNews} from './news.js';
import {askNote} from './notes.js';
import {adviceTexts, callLines, foundLines} from './scopes.js';
import {createPrint} from './terminal.js';
import {askWay, createDeviceNews, unsavedLines} from './ways.js';

const printRefusal = ({print}: Plain, refusal: Refusal): void => {
	print(
		`Error: ${refusal.what}`,
		refusal.detail ? `${refusal.why} (${refusal.detail})` : refusal.why,
		refusal.next,
	);
};

/** The scopes that are to blame most likely, where Zoho refused them without naming one. */
const printCulprits = async ({session, loadScopes, print}: Plain, {id}: Refusal): Promise<void> => {
	if (id !== 'invalid-scope' || !consentClient(session.state()).isZoho) return;
	print(...culpritTexts(await loadScopes(), consentClient(session.state()).scopes));
};

/** Asks the focused question once. False when the person leaves. */
const askItem = async (plain: Plain): Promise<boolean> => {
	const {session, print, now} = plain;
	const state = session.state();
	const item = focusedItem(state);
	if (!item) return false;
	if (!isField(item)) return askNote[item.key](plain);
	print('', ...questionLines(item, state));
	const line = await ask(plain, promptOf(item), item.kind === 'secret');
	if (line === undefined) return false;
	if (isBack(line)) {
		session.dispatch({type: 'went-back', at: now()});
		return true;
	}
	const catalogue = item.kind === 'scopes' ? await plain.loadScopes() : undefined;
	const found =
		catalogue &&
		(readCall(line) ? callLines(await plain.loadCalls(), line) : foundLines(catalogue, line, state));
	if (found) {
		print(...found);
		return true;
	}
	const answer = readAnswer(item, line, state);
	if (answer.kind === 'problem') {
		print(`Error: ${answer.text}`);
		return true;
	}
	if (answer.kind === 'value') session.dispatch({type: 'typed', key: item.key, value: answer.value});
	const warning = warningOf(session.state(), item);
	if (warning) print(`Warning: ${warning}`);
	if (catalogue) print(...adviceTexts(catalogue, session.state()));
	session.dispatch({type: 'accepted', at: now()});
	await untilAnswered(plain);
	const {problem, notice} = session.state();
	if (problem) print(`Error: ${problem.text}`);
	if (notice) print(notice);
	return true;
};

/** Phases in which nothing happens by itself. */
const needsPerson: ReadonlySet<WizardState['consent']['phase']> = new Set([
	...(['idle', 'failed', 'unsaved', 'asking-shared', 'other-user', 'entering'] as const),
	...(['confirming', 'kept', 'done'] as const),
]);

const waitingText = 'Waiting for the browser. Or paste the address (or the code) here; < goes back.';

/** Resolves when the state has gone on to something that needs the person, or when the person leaves. */
const waitForConsent = (plain: Plain): Promise<boolean> =>
	new Promise(resolve => {
		const {session, reader, print, now} = plain;
		let phase = '';
		const newsOf = createNews();
		const tellDevice = createDeviceNews(plain);
		const finish = (goesOn: boolean): void => {
			stopLines();
			stopStates();
			resolve(goesOn);
		};
		const look = (): void => {
			const {consent} = session.state();
			const {notices, problem} = newsOf(consent);
			if (notices.length > 0) print(...notices);
			if (problem) {
				printRefusal(plain, problem);
				void printCulprits(plain, problem);
			}
			tellDevice(consent);
			if (consent.phase === phase) return;
			phase = consent.phase;
			if (consent.phase === 'waiting') print(waitingText);
			else if (consent.phase === 'exchanging') print('Consent is here; exchanging the code for tokens.');
			else if (consent.phase === 'widening') print('Agreed; asking for a token that shows the new scopes.');
			else if (needsPerson.has(consent.phase)) finish(true);
		};
		const stopStates = session.subscribe(look);
		const stopLines = reader.listen(line => {
			if (line === undefined) return finish(false);
			if (isBack(line)) return session.dispatch({type: 'went-back', at: now()});
			if (line.trim() === '') return undefined;
			session.dispatch({type: 'typed-paste', value: line.replace(/\s+/g, '')});
			return session.dispatch({type: 'accepted', at: now()});
		}, waitingText);
		look();
	});

const askUnsaved = async (plain: Plain, refusal: Refusal): Promise<boolean> => {
	const {session, print, now} = plain;
	printRefusal(plain, refusal);
	print(...unsavedLines);
	const line = await ask(plain, 'Number: ');
	if (line === undefined) return false;
	const at = now();
	if (line.trim() === '1') session.dispatch({type: 'answered-unsaved', choice: 'retry', at});
	if (line.trim() === '3') session.dispatch({type: 'answered-unsaved', choice: 'revoke', at});
	if (line.trim() === '2') {
		const folder = await ask(plain, 'Folder: ');
		if (folder === undefined) return false;
		if (folder.trim() !== '')
			session.dispatch({type: 'answered-unsaved', choice: 'other-folder', folder: folder.trim(), at});
	}
	return true;
};

/** A question with a few ways to go on, answered by number. */
const askDecision = async (plain: Plain, {question, ways, canGoBack}: Decision): Promise<boolean> => {
	const {session, print, now} = plain;
	print('', question, ...ways.map(({label}, index) => `  ${index + 1}. ${label}`));
	const line = await ask(plain, canGoBack ? 'Number, < goes back: ' : 'Number: ');
	if (line === undefined) return false;
	const way = ways[Number(line.trim()) - 1];
	if (isBack(line) && canGoBack) session.dispatch({type: 'went-back', at: now()});
	else if (way) session.dispatch(way.event(now()));
	else print(`Error: Answer with a number from 1 to ${ways.length}.`);
	return true;
};

const askConnect = async (plain: Plain): Promise<boolean> => {
	const {session, now} = plain;
	const {consent} = session.state();
	if (consent.phase === 'unsaved') return askUnsaved(plain, consent.refusal);
	const decision = decisionOf(session.state());
	if (decision) return askDecision(plain, decision);
	const way = askWay({...plain, ask: plain.reader.ask}, consent);
	if (way) return way;
	if (consent.phase !== 'failed') return waitForConsent(plain);
	printRefusal(plain, consent.refusal);
	await printCulprits(plain, consent.refusal);
	const toMend = fieldToFix(session.state());
	const onEnter = toMend ? `Enter changes the ${toMend.label}` : 'Enter tries again';
	const line = await ask(plain, `${onEnter}, < goes back to the review: `);
	if (line === undefined) return false;
	session.dispatch(isBack(line) ? {type: 'went-back', at: now()} : {type: 'accepted', at: now()});
	return true;
};

const printReady = ({print}: Plain, state: WizardState): void => {
	const {consent} = state;
	if (consent.phase === 'kept') print('', keptText(consent));
	if (consent.phase !== 'done') return;
	const {outcome, notices} = consent;
	print(
		'',
		readySentence,
		...notices,
		...outcomeFacts(outcome, state.context.secrets).map(({label, value}) => `${label}: ${value}`),
	);
	// With the name of the program as it is: the output gets it as a whole.
	const commands = nextCommands(outcome.linkName, undefined, outcome);
	print('What next:', ...commands.map(({command, does}) => `  ${command}  ${does}`));
};

/** Tells once that answers cannot be saved, as soon as it is known; again after they could. */
const tellOfLostAnswers = ({session, print}: Plain): (() => void) => {
	let told: string | undefined;
	return session.subscribe(() => {
		const lost = whyNotKept(session.state());
		if (lost !== undefined && told === undefined) print('', `Warning: ${lost}`);
		told = lost;
	});
};

/**
 * The wizard as plain lines: numbered choices, no repaint, no glyphs, no color. For screen readers (`ACCESSIBLE=1`,
 * `--plain`) and terminals that can do no more (`TERM=dumb`). The same definitions and the same session as the screen.
 */
export const runPlain = async (options: PlainOptions): Promise<'done' | 'left'> => {
	const reader = createLineReader(options.input, options.output);
	void options.interrupted.then(reader.leave);
	const print = createPrint(options);
	const plain: Plain = {...options, reader, print};
	const stopAnnouncing = options.onAnnounce(lines => print(...lines));
	const {session} = options;
	const title = wizardTitle(session.state());
	print(
		`zconn${options.isPractice ? ' practice' : ''}: ${title.charAt(0).toLowerCase()}${title.slice(1)}. < goes back, Ctrl+C leaves.`,
	);
	if (session.state().notice) print(session.state().notice ?? '');
	const stopWatching = tellOfLostAnswers(plain);
	let step = '';
	let goesOn = true;
	while (goesOn && !isOver(session.state()) && !options.isLeft?.()) {
		const state = session.state();
		if (state.step !== step) print('', `== ${currentStep(state).title} ==`, introOf(state));
		step = state.step;
		goesOn = isFormStep(state.step) ? await askItem(plain) : await askConnect(plain);
	}
	printReady(plain, session.state());
	stopWatching();
	stopAnnouncing();
	reader.close();
	// Ctrl+C leaves the line of the question open.
	if (!goesOn) print('');
	return goesOn ? 'done' : 'left';
};
