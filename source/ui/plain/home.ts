import {setTimeout as delay} from 'node:timers/promises';
import type {HomeSession} from '../../home/machine.js';
import {type HomeState, type Place, placeOf} from '../../home/state.js';
import {manyLines, reportLines} from './home-lines.js';
import {draftQuestion, questionAt} from './home-questions.js';
import {openTalk, type PlainTerminal, patience, type Talk, talkUntil, until} from './terminal.js';

export type PlainHomeOptions = PlainTerminal & {
	readonly session: HomeSession;
	/** Reads the file again when it has changed: before each list. */
	readonly look: () => void;
	/** Whether Home was left, for good or for a wizard. */
	readonly isLeft: () => boolean;
};

/** Tells how far what is under way has come, until it is over or the person leaves. */
const waitForWork = async ({session, interrupted}: PlainHomeOptions, {print}: Talk): Promise<void> => {
	let told = '';
	const isDone = ({running}: HomeState): boolean => {
		if (!running) return true;
		const text = running.of > 1 ? `${running.what} ${running.done} of ${running.of}` : running.what;
		if (text !== told) print(text);
		told = text;
		return false;
	};
	await until(session, isDone, interrupted);
};

/** Tells once what came of something, and what is wrong with a name or with the file. */
const createTelling = ({print}: Talk): ((state: HomeState, place: Place) => void) => {
	const told = new Set<unknown>();
	const tell = (what: unknown, text: string): void => {
		if (!told.has(what)) print(text);
		told.add(what);
	};
	return ({notice, trouble}, place) => {
		if (notice) tell(notice, notice.tone === 'warn' ? `Warning: ${notice.text}` : notice.text);
		if (trouble) tell(trouble, `Error: ${trouble.what} ${trouble.next}`);
		if ('problem' in place && place.problem !== undefined) tell(place, `Error: ${place.problem}`);
	};
};

/** Home as plain lines: numbers and letters, no repaint. The same machine as on the screen. */
export const runPlainHome = async (options: PlainHomeOptions): Promise<'left' | 'interrupted'> => {
	const {session, isLeft, look, interrupted} = options;
	const talk = openTalk(options);
	const tell = createTelling(talk);
	let heardList = '';
	/** Whether a draft is asked about before it goes on. */
	let isOnDraft = false;
	/** Asks once. False when the person leaves. */
	const ask = async (state: HomeState, place: Place): Promise<boolean> => {
		const onDraft = isOnDraft ? draftQuestion(state, options.now()) : undefined;
		const question = onDraft ?? questionAt(state, place, options);
		if (!question) {
			talk.print(
				'',
				...(place.at === 'many' ? manyLines(place) : place.at === 'report' ? reportLines(place) : []),
			);
			session.dispatch({type: 'went-back'});
			return true;
		}
		// A list that is still the same was heard before.
		const isHeard = question.key === heardList;
		const events = await talk.ask(isHeard ? {...question, lines: []} : question);
		if (place.at === 'list' && !onDraft) heardList = question.key;
		if (events === undefined) return false;
		if (events === 'back') {
			if (!onDraft) session.dispatch({type: 'went-back'});
			isOnDraft = false;
			return true;
		}
		for (const event of events) session.dispatch(event);
		// To highlight a row is all that the number of a draft does.
		if (events.length > 0) isOnDraft = events.at(-1)?.type === 'highlighted';
		if (events.some(({type}) => type === 'copied-command'))
			await until(session, ({notice}) => notice !== undefined, interrupted, delay(patience));
		return true;
	};
	return talkUntil(talk, isLeft, async () => {
		look();
		const state = session.state();
		tell(state, placeOf(state));
		const goesOn = await ask(state, placeOf(state));
		await waitForWork(options, talk);
		return goesOn;
	});
};
