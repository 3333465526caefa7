import {whyNotKept} from '../../wizard/draft/saved.js';
import {isElsewhere, serverText} from '../../wizard/elsewhere.js';
import {currentStep, focusedItem} from '../../wizard/select.js';
import {answersOf, isFormStep, isOver, type WizardState} from '../../wizard/state.js';
import {isField, steps} from '../../wizard/steps/index.js';
import {wizardTitle} from '../wizard/title.js';
import {consoleQuestion, fieldQuestion, nameQuestion, spokenOf} from './ask.js';
import {connectQuestion, culpritLines, pasteText, refusalTexts} from './connect.js';
import {untilAnswered} from './discovery.js';
import {reviewQuestion, valuesQuestion} from './group.js';
import {createLineReader} from './line-reader.js';
import type {Question, Reply} from './question.js';
import {newScopeTalk, scopesQuestion} from './scopes.js';
import {isBack, type Plain, type PlainOptions} from './talk.js';
import {createPrint} from './terminal.js';
import {waitForConsent} from './waiting.js';

/** The focused item as a question. */
const questionOf = async (plain: Plain): Promise<Question | undefined> => {
	const {session, now} = plain;
	const state = session.state();
	const item = focusedItem(state);
	if (!item) return undefined;
	if (!isField(item)) {
		if (item.key === 'review') return reviewQuestion(state, now, plain.said.review);
		return item.key === 'useValues' ? valuesQuestion(state, now) : consoleQuestion(state, now);
	}
	if (item.key === 'connectionName' && !state.context.target)
		return nameQuestion(state, now, plain.said.name);
	if (item.kind !== 'scopes') return fieldQuestion(item, state, now);
	const catalogue = await plain.loadScopes();
	return scopesQuestion({catalogue, state, talk: plain.scopes, loadCalls: plain.loadCalls, now});
};

/** Milliseconds after which what the system was asked for is not waited for any more. */
const patience = 5000;

/** Waits until the world has answered, as it does when a page was to be opened. */
const untilTold = ({session}: Plain, before: WizardState): Promise<void> =>
	new Promise(resolve => {
		const isTold = (): boolean =>
			session.state().done !== before.done || session.state().notice !== before.notice;
		const finish = (): void => {
			clearTimeout(timer);
			stop();
			resolve();
		};
		const timer = setTimeout(finish, patience);
		const stop = session.subscribe(() => {
			if (isTold()) finish();
		});
		if (isTold()) finish();
	});

/** Why what was pasted did not count. */
const enteringProblem = ({consent}: WizardState) =>
	consent.phase === 'entering' ? consent.problem : undefined;

/** What is new since a state: a problem, a notice, an answer that was taken. */
const newsOf = (before: WizardState, after: WizardState): readonly string[] => {
	const item = focusedItem(before);
	const isTaken = after.field !== before.field || after.step !== before.step;
	// What Enter alone takes stands in the prompt already; the name says itself what it becomes.
	const isAnswer =
		item !== undefined &&
		isField(item) &&
		item.kind !== 'scopes' &&
		item.key !== 'connectionName' &&
		String(answersOf(before)[item.key]) !== String(answersOf(after)[item.key]);
	const refusal = enteringProblem(after);
	return [
		...(after.problem ? [`Error: ${after.problem.text}`] : []),
		...(refusal && refusal !== enteringProblem(before) ? refusalTexts(refusal) : []),
		...(isTaken && isAnswer && !after.problem ? [`✔ ${item.label}: ${spokenOf(after, item)}`] : []),
		...(after.done !== undefined && after.done !== before.done ? [after.done] : []),
		...(after.notice !== undefined && after.notice !== before.notice ? [after.notice] : []),
	];
};

const carryOut = async (
	plain: Plain,
	{says = [], events = [], prompt, isNamed = false}: Reply,
): Promise<void> => {
	const {session, print, said} = plain;
	print(...says);
	const before = session.state();
	for (const event of events) {
		if (event.type === 'left' && plain.leave) plain.leave();
		else session.dispatch(event);
	}
	if (events.some(({type}) => type === 'opened-console')) await untilTold(plain, before);
	await untilAnswered(plain);
	print(...newsOf(before, session.state()));
	said.prompt = prompt;
	said.name = isNamed || (said.name && prompt !== undefined);
};

/** Nothing is left to ask, or leaving was chosen. */
const isEnded = (state: WizardState): boolean => isOver(state) || state.hasLeft;

/** Asks once. False when the person leaves. */
const ask = async (plain: Plain, question: Question): Promise<boolean> => {
	const {session, print, reader, said, now} = plain;
	if (question.key !== said.key) {
		said.prompt = undefined;
		if (question.lines.length > 0) print('', ...question.lines);
	}
	said.key = question.key;
	said.review ||= question.key === 'review';
	const line = await reader.ask(said.prompt ?? question.prompt, question.isHidden);
	if (line === undefined) return false;
	if (line.trim() === '?') print(...question.explains);
	else if (!isBack(line)) await carryOut(plain, await question.read(line));
	else {
		const before = session.state();
		session.dispatch({type: 'went-back', at: now()});
		if (session.state() !== before) said.key = '';
		said.name = false;
		print(...newsOf({...before, field: session.state().field, step: session.state().step}, session.state()));
	}
	return true;
};

const askConnect = async (plain: Plain): Promise<boolean> => {
	const {session, now, print, said} = plain;
	const question = connectQuestion(session.state(), now);
	if (!question) return waitForConsent(plain);
	const {consent} = session.state();
	const lines =
		consent.phase === 'failed' && question.key !== said.key
			? await culpritLines(consent.refusal, session.state(), plain.loadScopes)
			: [];
	if (lines.length > 0) print('', ...lines);
	return ask(plain, question);
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

const railed = steps.filter(({rail}) => rail !== undefined);

/** "Step 2 of 6: Create New Service". */
const stepText = (state: WizardState): string => {
	const step = currentStep(state);
	const at = railed.findIndex(({id}) => id === step.id);
	return at < 0 ? step.title : `Step ${at + 1} of ${railed.length}: ${step.title}`;
};

const keysText = 'Type < to go back, ? for an explanation; Ctrl+C leaves.';

/** What will come, and the keys that always work: said once. */
const openingText = (state: WizardState, isPractice: boolean): string => {
	const title = wizardTitle(state);
	const start = `zconn${isPractice ? ' practice' : ''}: ${title.charAt(0).toLowerCase()}${title.slice(1)}.`;
	if (state.context.target) return `${start} ${keysText}`;
	const isAtZoho = !isElsewhere(answersOf(state), state.context);
	const about = isPractice
		? 'This Zoho runs on your machine; nothing leaves it.'
		: `Six short steps, about four minutes. Secrets go only to ${isAtZoho ? 'Zoho' : 'that server'}.`;
	return `${start} ${about} ${keysText}`;
};

const printReady = async ({session, print}: Plain): Promise<void> => {
	const {readyLines} = await import('./ready.js');
	const state = session.state();
	const isNew = state.consent.phase === 'done' && !state.context.target;
	print('', ...(isNew ? [stepText(state)] : []), ...readyLines(state));
};

/** Tells which step begins; not while one answer of another is changed. */
const tellStep = ({print, said}: Plain, state: WizardState, step: string): string => {
	if (state.step === step || state.isReviewing || state.context.target) return step;
	// Back at the review from a consent that failed, nothing of it is new.
	if (!said.review || !isFormStep(state.step)) print('', stepText(state));
	said.key = '';
	return state.step;
};

/**
 * The wizard as plain lines: numbers, no repaint, no color. For screen readers (`ACCESSIBLE=1`, `--plain`) and terminals
 * that can do no more (`TERM=dumb`). The same definitions and the same session as the screen.
 */
export const runPlain = async (options: PlainOptions): Promise<'done' | 'left'> => {
	const reader = createLineReader(options.input, options.output);
	void options.interrupted.then(reader.leave);
	const print = createPrint(options);
	const plain: Plain = {
		...options,
		reader,
		print,
		scopes: newScopeTalk(),
		said: {key: '', prompt: undefined, review: false, name: false},
	};
	const {session} = options;
	const stopAnnouncing = options.onAnnounce(lines => {
		const {consent} = session.state();
		print(...lines, ...(consent.phase === 'waiting' ? [pasteText(consent.attempt.isListening)] : []));
	});
	print(openingText(session.state(), options.isPractice ?? false));
	const {notice, context} = session.state();
	// An issuer that came with the command line was asked before.
	if (context.server) print(serverText(context.server));
	if (notice) print(notice);
	const stopWatching = tellOfLostAnswers(plain);
	let step = '';
	let goesOn = true;
	while (goesOn && !isEnded(session.state()) && !options.isLeft?.()) {
		const state = session.state();
		step = tellStep(plain, state, step);
		if (isFormStep(state.step)) {
			const question = await questionOf(plain);
			goesOn = question !== undefined && (await ask(plain, question));
		} else goesOn = await askConnect(plain);
	}
	if (isOver(session.state())) await printReady(plain);
	stopWatching();
	stopAnnouncing();
	reader.close();
	// Ctrl+C leaves the line of the question open.
	if (!goesOn) print('');
	return goesOn && !session.state().hasLeft ? 'done' : 'left';
};
