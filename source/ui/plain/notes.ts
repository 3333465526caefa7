import type {NoteKey} from '../../wizard/answers.js';
import {type AcceptLabel, acceptLabel, displayOf, reviewLines} from '../../wizard/select.js';
import {itemsOf} from '../../wizard/state.js';
import {isField} from '../../wizard/steps/index.js';
import {isOpenable} from '../../wizard/stops.js';
import {consoleLines, consolePrompt, plainReview} from './ask.js';
import {ask, isBack, type Plain} from './asking.js';

/** The form of a step whose values are right: Enter takes them all, a number opens one. */
const askValues = async (plain: Plain): Promise<boolean> => {
	const {session, print, now} = plain;
	const state = session.state();
	const fields = itemsOf(state).filter(isField);
	const openable = fields.filter(field => isOpenable(state, field));
	const fixed = fields.filter(field => !openable.includes(field));
	print(
		'',
		...openable.map((field, index) => `  ${index + 1}. ${field.label}: ${displayOf(state, field)}`),
		...fixed.map(field => `  ${field.label}: ${displayOf(state, field)}`),
	);
	const line = await ask(plain, 'Enter uses these values, a number changes one, < goes back: ');
	if (line === undefined) return false;
	const chosen = openable[Number(line.trim()) - 1];
	if (isBack(line)) session.dispatch({type: 'went-back', at: now()});
	else if (line.trim() === '') session.dispatch({type: 'accepted', at: now()});
	else if (chosen) session.dispatch({type: 'opened-field', key: chosen.key, at: now()});
	else print(`Error: Answer with a number from 1 to ${openable.length}, or with Enter alone.`);
	return true;
};

const askConsole = async (plain: Plain): Promise<boolean> => {
	const {session, print, now} = plain;
	print('', ...consoleLines(session.state()));
	const line = await ask(plain, consolePrompt(session.state()));
	if (line === undefined) return false;
	const word = line.trim().toLowerCase();
	if (isBack(line)) session.dispatch({type: 'went-back', at: now()});
	else if (word === 'o') session.dispatch({type: 'opened-console'});
	else if (word === 's') session.dispatch({type: 'toggled-sigma-urls'});
	else session.dispatch({type: 'accepted', at: now()});
	return true;
};

/** What Enter does at the review, as a verb. */
const acceptVerbs: Readonly<Record<AcceptLabel, string>> = {
	'Create and Connect': 'creates and connects',
	'Save and Connect': 'saves and connects',
	Connect: 'connects',
	Save: 'saves',
	Close: 'ends (nothing is changed)',
};

const askReview = async (plain: Plain): Promise<boolean> => {
	const {session, print, now} = plain;
	const lines = reviewLines(session.state());
	print('', ...plainReview(session.state()));
	const verb = acceptVerbs[acceptLabel(session.state())];
	const line = await ask(plain, `Enter ${verb}, a number changes that line, < goes back: `);
	if (line === undefined) return false;
	const chosen = lines[Number(line.trim()) - 1];
	if (isBack(line)) session.dispatch({type: 'went-back', at: now()});
	else if (line.trim() === '') session.dispatch({type: 'accepted', at: now()});
	else if (chosen) session.dispatch({type: 'opened-field', key: chosen.key, at: now()});
	else print(`Error: Answer with a number from 1 to ${lines.length}, or with Enter alone.`);
	return true;
};

/** What is asked where there is no field to ask for. */
export const askNote: Readonly<Record<NoteKey, (plain: Plain) => Promise<boolean>>> = {
	consoleForm: askConsole,
	useValues: askValues,
	review: askReview,
};
