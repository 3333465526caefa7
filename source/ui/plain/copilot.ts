import type {CopilotEvent} from '../../wizard/copilot/events.js';
import {
	type CopilotNotice,
	type CopilotState,
	currentPart,
	currentStep,
	isDone,
	stepsIn,
} from '../../wizard/copilot/state.js';
import {redirectNotice} from '../../wizard/copilot/texts.js';
import type {CopilotSession} from '../copilot/screen.js';
import {codeOf, partHeading, passedLines, stepLine, stepQuestion, titleOf} from './copilot-questions.js';
import {createPrint, openTalk, type PlainTerminal, type Print, talkUntil, until} from './terminal.js';

export type PlainCopilotOptions = PlainTerminal & {
	readonly session: CopilotSession;
	/** Whether it is over. */
	readonly isLeft: () => boolean;
};

/** Goes by redirect URLs that Zoho knows already. */
const passRegistered = (session: CopilotSession): void => {
	for (;;) {
		const state = session.state();
		const step = currentStep(state);
		if (step.part !== 'redirects' || !isDone(state, step) || state.marks[step.id] !== undefined) return;
		session.dispatch({type: 'skipped'});
	}
};

const isChecked = ({checks}: CopilotState): boolean =>
	Object.values(checks).every(answer => answer !== 'asking');

const noticeLine = ({text, tone}: CopilotNotice): string =>
	tone === 'good' ? `✔ ${text}` : `Warning: ${text}`;

/** What ends in a notice. */
const isTold = ({type}: CopilotEvent): boolean =>
	type === 'copied-again' || type === 'copied-call' || type === 'opened' || type === 'answered';

/** Does what a line was taken for, and says what came of it. */
const carryOut = async (
	{session, interrupted}: PlainCopilotOptions,
	events: readonly CopilotEvent[],
	print: Print,
): Promise<void> => {
	for (const event of events) {
		const before = session.state();
		session.dispatch(event);
		if (isTold(event))
			await until(session, ({notice}) => notice !== undefined && notice !== before.notice, interrupted);
		if (event.type === 'checked-again') {
			await until(session, isChecked, interrupted);
			print(noticeLine(redirectNotice(session.state())));
		}
		const {notice, shownSecret} = session.state();
		if (shownSecret !== undefined && shownSecret !== before.shownSecret) print(shownSecret);
		else if (notice && notice !== before.notice) print(noticeLine(notice));
	}
};

/** *Copy to Sigma* in plain lines: one step after the other, nothing is repainted. */
export const runPlainCopilot = async (options: PlainCopilotOptions): Promise<'left' | 'interrupted'> => {
	const {session, interrupted, isLeft} = options;
	const talk = openTalk(options);
	const printCode = createPrint(options, true);
	const warned = new Set<string>();
	const {sheet} = session.state();
	talk.print(
		`Copy ${sheet.connection.name} to Sigma, ${sheet.steps.length} steps. Enter goes on, c copies the value, < or back goes back, ? explains, q leaves; what is done is kept.`,
	);
	let told = '';
	/** The first step of which nothing was said yet. */
	let next = 0;
	/** Whether a person has gone to a step: that is shown, whatever is known of it. */
	let isChosen = false;
	/** Asks about one step. False when the person leaves. */
	const ask = async (state: CopilotState): Promise<boolean> => {
		const question = stepQuestion(state);
		if (!talk.isHeard(question.key)) {
			talk.print(stepLine(state, state.at));
			printCode(...codeOf(state));
		}
		const events = await talk.ask(question);
		if (events === undefined) return false;
		if (events !== 'back') await carryOut(options, events, talk.print);
		else if (state.question) session.dispatch({type: 'went-back'});
		else session.dispatch(state.at === 0 ? {type: 'left'} : {type: 'moved', to: state.at - 1});
		// What only says something leaves a person where they are.
		if (events.length > 0) isChosen = events === 'back' || events.some(({type}) => type === 'moved');
		next = isChosen ? session.state().at : state.at + 1;
		return true;
	};
	const tellPassed = (): void => {
		const state = session.state();
		const part = currentPart(state);
		// Of another product the clicks are others.
		const about = part === 'clicks' ? state.sheet.extension.id : part;
		const heading = about === told ? [] : partHeading(state, part, warned);
		const passed = passedLines(state, next);
		const hasRedirects = stepsIn(state, 'redirects').length > 0;
		const above = told === '' && hasRedirects ? ['', `${titleOf('redirects')}:`] : [];
		// Where all of them are registered, it begins behind them.
		const isBehind = passed.length > 0 && part !== 'redirects';
		talk.print(...(isBehind ? [...above, ...passed, ...heading] : [...heading, ...passed]));
		told = about;
	};
	return talkUntil(talk, isLeft, async () => {
		await until(session, isChecked, interrupted);
		if (!isChosen) passRegistered(session);
		tellPassed();
		return ask(session.state());
	});
};
