import {setTimeout as delay} from 'node:timers/promises';
import type {StepId} from '../../wizard/answers.js';
import {isElsewhere, serverText} from '../../wizard/elsewhere.js';
import type {WizardEvent} from '../../wizard/events.js';
import type {Session} from '../../wizard/machine.js';
import {currentStep, focusedItem} from '../../wizard/select.js';
import {answersOf, isAtStart, isFormStep, isOver, type WizardState} from '../../wizard/state.js';
import {isField, steps} from '../../wizard/steps/index.js';
import type {FindCalls} from '../../zoho/operations/calls-meant.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import {lower} from '../../zoho/text.js';
import {wizardTitle} from '../lines/head.js';
import {consoleQuestion, fieldQuestion} from './ask.js';
import {connectQuestion, culpritLines, stillWaiting, waitingTexts} from './connect.js';
import {reviewQuestion, valuesQuestion} from './group.js';
import {codeOf, newIn, newsOf, problemOf} from './news.js';
import type {Question} from './question.js';
import {newScopeTalk, type ScopeTalk, scopesQuestion} from './scopes.js';
import {openTalk, type PlainTerminal, patience, type Talk, until} from './terminal.js';

export type PlainOptions = PlainTerminal & {
	/** A QR code as lines, where the terminal can show it. */
	readonly qrRows?: ((text: string) => Promise<readonly string[]>) | undefined;
	readonly session: Session;
	readonly loadScopes: () => Promise<ScopeCatalogue>;
	/** The calls of Zoho's APIs, for a call where scopes are asked for. */
	readonly loadCalls: () => Promise<FindCalls>;
	readonly onAnnounce: (listener: (lines: readonly string[]) => void) => () => void;
	/** Whether there is a Home that leads back to from the first question, or from a way on that leaves; else the program is left. */
	readonly hasHome: boolean;
};

/** A wizard that is asked in plain lines. */
export type Plain = PlainOptions &
	Talk & {
		readonly scopes: ScopeTalk;
		/** Whether every question of it is heard. */
		readonly isWhole: boolean;
		/** What was asked last. */
		readonly said: {
			readonly steps: StepId[];
			review: boolean;
			/** The state that was asked about. */
			state: WizardState | undefined;
			/** What is asked while a line is awaited. */
			place: string | undefined;
			/** Whether the wizard was left for Home. */
			isBack: boolean;
		};
	};

/** The focused item as a question. */
const questionOf = async (plain: Plain): Promise<Question | undefined> => {
	const state = plain.session.state();
	const item = focusedItem(state);
	if (!item) return undefined;
	if (!isField(item)) {
		if (item.key === 'review') return reviewQuestion(state, plain.isWhole || plain.said.review);
		return item.key === 'useValues' ? valuesQuestion(state) : consoleQuestion(state);
	}
	if (item.kind !== 'scopes') return fieldQuestion(item, state);
	const catalogue = await plain.loadScopes();
	return scopesQuestion({catalogue, state, talk: plain.scopes, loadCalls: plain.loadCalls});
};

const carryOut = async (plain: Plain, events: readonly WizardEvent[]): Promise<void> => {
	const {session, interrupted, said, hasHome} = plain;
	const before = session.state();
	for (const event of events) {
		if (event.type === 'left' && hasHome) said.isBack = true;
		else session.dispatch(event);
	}
	// Before the next question, what a page or a server that was asked for came to.
	const isTold = ({done, notice}: WizardState): boolean => done !== before.done || notice !== before.notice;
	if (events.some(({type}) => type === 'opened-console')) await until(session, isTold, delay(patience));
	await until(session, ({asking}) => asking === undefined, interrupted);
};

/** Nothing is left to ask, or leaving was chosen. */
const isEnded = (state: WizardState): boolean => isOver(state) || state.hasLeft;

/** What a state asks. */
const placeOf = (state: WizardState): string | undefined =>
	isFormStep(state.step) ? `${state.step} ${state.field}` : connectQuestion(state).key;

/** Asks once. False when the person leaves. */
const ask = async (plain: Plain, question: Question): Promise<boolean> => {
	const {session, said, now} = plain;
	said.review ||= question.key === 'review';
	said.state = session.state();
	said.place = placeOf(said.state);
	const events = await plain.ask(question);
	const hasMovedOn = said.place === undefined;
	said.place = undefined;
	if (hasMovedOn) plain.forget();
	if (hasMovedOn || events === undefined) return hasMovedOn;
	if (events !== 'back') {
		await carryOut(plain, events);
		return true;
	}
	const before = said.state;
	said.state = undefined;
	said.isBack = plain.hasHome && isFormStep(before.step) && isAtStart(before);
	if (!said.isBack) session.dispatch({type: 'went-back', at: now()});
	if (session.state() !== before) plain.forget();
	return true;
};

const askConnect = async (plain: Plain): Promise<boolean> => {
	const {session, print, isHeard, loadScopes} = plain;
	const question = connectQuestion(session.state());
	const {consent} = session.state();
	if (consent.phase === 'failed' && !isHeard(question.key)) {
		const lines = await culpritLines(consent.refusal, session.state(), loadScopes);
		if (lines.length > 0) print('', ...lines);
	}
	return ask(plain, question);
};

/** Tells what is new as soon as it is there, whatever is asked or awaited then. */
const tellNews = ({session, print, withdraw, line, said, now, qrRows, loadScopes}: Plain): (() => void) => {
	let told: WizardState = {...session.state(), notice: undefined, consent: {phase: 'idle'}};
	const minutely = setInterval(() => print(...stillWaiting(session.state(), now())), 60_000);
	const tell = (): void => {
		const before = told;
		const after = session.state();
		told = after;
		if (after.consent.phase !== before.consent.phase) minutely.refresh();
		// A browser may come back while its failure is looked at: there is nothing left to answer then.
		if (said.place !== undefined && placeOf(after) !== said.place) {
			said.place = undefined;
			withdraw();
		}
		print(...newsOf({before, after, asked: {state: said.state, line: line()}, now: now()}));
		const code = newIn(codeOf, before, after);
		if (code) void qrRows?.(code.fullAddress).then(rows => print(...rows));
		const problem = newIn(problemOf, before, after);
		if (problem) void culpritLines(problem, after, loadScopes).then(lines => print(...lines));
	};
	const stop = session.subscribe(tell);
	tell();
	return () => {
		clearInterval(minutely);
		stop();
	};
};

const railed = steps.filter(({rail}) => rail !== undefined);

/** "Step 2 of 6: Create New Service". */
const stepText = (state: WizardState): string => {
	const step = currentStep(state);
	const at = railed.findIndex(({id}) => id === step.id);
	return at < 0 ? step.title : `Step ${at + 1} of ${railed.length}: ${step.title}`;
};

/** Tells which step begins; not while one answer of another is changed. Once all was reviewed, none is told again. */
const tellStep = ({print, forget, said}: Plain, state: WizardState): void => {
	if (state.step === said.steps.at(-1) || state.isReviewing || state.context.target) return;
	if (!said.review || !said.steps.includes(state.step)) print('', stepText(state));
	forget();
	said.steps.push(state.step);
};

const keysText = '< or back goes back, ? explains, Ctrl+C leaves.';

/** What will come, and the keys that always work: said once. */
const openingText = (state: WizardState, isPractice: boolean): string => {
	const start = `zconn${isPractice ? ' practice' : ''}: ${lower(wizardTitle(state))}`;
	if (state.context.target) return `${start}. ${keysText}`;
	const isAtZoho = !isElsewhere(answersOf(state), state.context);
	const about = isPractice
		? 'This Zoho runs on your machine; nothing leaves it.'
		: `Secrets stay here and go only to ${isAtZoho ? 'Zoho' : 'that server'}.`;
	return `${start}, about four minutes. ${about} ${keysText}`;
};

const printReady = async ({session, print}: Plain): Promise<void> => {
	const {readyLines} = await import('./ready.js');
	const state = session.state();
	const isNew = state.consent.phase === 'done' && !state.context.target;
	print('', ...(isNew ? [stepText(state)] : []), ...readyLines(state));
};

/**
 * The wizard as plain lines: numbers, no repaint, no color. For screen readers (`ACCESSIBLE=1`, `--plain`) and terminals
 * that can do no more (`TERM=dumb`). The same definitions and the same session as the screen.
 */
export const runPlain = async (options: PlainOptions): Promise<'done' | 'left' | 'back'> => {
	const {session, now} = options;
	const first = session.state();
	const talk = openTalk(options);
	const {print} = talk;
	const plain: Plain = {
		...options,
		...talk,
		scopes: newScopeTalk(),
		isWhole: isAtStart(first) && !first.context.target && Object.keys(first.given).length === 0,
		said: {steps: [], review: false, place: undefined, state: undefined, isBack: false},
	};
	print(openingText(first, options.isPractice ?? false));
	// An issuer that came with the command line was asked before.
	if (first.context.server) print(serverText(first.context.server));
	const stopTelling = tellNews(plain);
	const stopAnnouncing = options.onAnnounce(([, ...addresses]) =>
		print(...waitingTexts(session.state(), addresses, now())),
	);
	let goesOn = true;
	while (goesOn && !isEnded(session.state()) && !plain.said.isBack) {
		const state = session.state();
		tellStep(plain, state);
		if (isFormStep(state.step)) {
			const question = await questionOf(plain);
			goesOn = question !== undefined && (await ask(plain, question));
		} else goesOn = await askConnect(plain);
	}
	if (isOver(session.state())) await printReady(plain);
	stopTelling();
	stopAnnouncing();
	talk.close(goesOn);
	if (plain.said.isBack) return 'back';
	return goesOn && !session.state().hasLeft ? 'done' : 'left';
};
