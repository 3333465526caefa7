import {flagOption, type Invocation, textOption} from '../../kit/invocation.js';
import {printData, printJson, printRefusal, say} from '../../kit/output/print.js';
import {asksZoho} from '../../wizard/scopes/text.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import {doubtsAbout} from '../../zoho/scopes/check.js';
import type {RunFace} from './run-face.js';

/** The page on which Zoho refuses scopes is shown in the browser alone, so doubts are said before it opens. */
const sayDoubts = async ({streams}: Invocation, state: WizardState): Promise<void> => {
	if (!asksZoho(state)) return;
	const {loadScopeCatalogue} = await import('../../zoho/scopes/catalogue.js');
	const doubts = doubtsAbout(await loadScopeCatalogue(), answersOf(state).scopes);
	for (const {text} of doubts) say(streams, `! ${text}`);
};

export const runSilently: RunFace = async (invocation, runtime, session, stage) => {
	const {streams} = invocation;
	const {runWithoutInput} = await import('./no-input.js');
	stage.onAnnounce(lines => say(streams, lines.join('\n')));
	await sayDoubts(invocation, session.state());
	const answer = textOption(invocation, 'other-user');
	const otherUser = answer === 'replace' || answer === 'save-apart' ? answer : 'give-up';
	const ended = runWithoutInput(session, runtime.clock.now, otherUser);
	const result = await Promise.race([ended, stage.interrupted]);
	session.dispatch({type: 'left', at: runtime.clock.now()});
	if (result === 'interrupted') return stage.leaveCode();
	if (!result.ok) return printRefusal(invocation, result.refusal);
	const {consent} = session.state();
	if (consent.phase === 'done') {
		for (const notice of consent.notices) say(streams, notice);
		const {missing} = consent.outcome.issued;
		if (missing.length > 0) say(streams, `! Zoho did not grant: ${missing.join(', ')}`);
	}
	if (flagOption(invocation, 'json')) printJson(streams, {connection: {linkName: result.value}});
	else printData(streams, result.value);
	return 0;
};
