import {accountName} from '../../connection/account-text.js';
import {deviceLines} from '../../ui/plain/connect.js';
import {adoptedFacts} from '../../ui/wizard/flows/index.js';
import type {Outcome} from '../../wizard/consent/state.js';
import type {PastedFlow} from '../../wizard/flows/effects.js';
import type {Session} from '../../wizard/machine.js';
import {isFormStep, neededSteps, problemsAmong, type WizardState} from '../../wizard/state.js';
import {fieldOf} from '../../wizard/steps/index.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {ok, type Refusal, type Result, refused} from '../../zoho/refusal.js';

/** The answer that is missing or wrong, with the flag that gives it. */
const answerRefusal = (state: WizardState): Refusal | undefined => {
	const [problem, ...others] = problemsAmong(
		state,
		neededSteps(state).filter(step => isFormStep(step.id)),
	);
	if (!problem) return undefined;
	// All at once, or a script would be fixed one flag per run.
	const flags = others.map(({key}) => fieldOf(key).flag);
	const field = fieldOf(problem.key);
	const isMissing = state.given[problem.key] === undefined;
	return {
		id: isMissing ? 'answer-missing' : 'answer-wrong',
		what: isMissing ? `An answer is missing: ${field.label}.` : `An answer cannot be used: ${field.label}.`,
		why: problem.text,
		next: `Give it with ${field.flag}.${flags.length === 0 ? '' : ` Needed too: ${flags.join(', ')}.`}`,
		exitCode: 2,
	};
};

/** There is no one who could paste it. */
const missingPaste = (flow: PastedFlow): Refusal => ({
	id: 'answer-missing',
	what:
		flow === 'generated-code'
			? 'An answer is missing: the code.'
			: 'An answer is missing: the refresh token.',
	why: 'Nothing is asked, so it has to come from a file.',
	next: `Give it with ${flow === 'generated-code' ? '--code-file' : '--refresh-token-file'} FILE, or - for stdin.`,
	exitCode: 2,
});

/** There is no one to ask whom the change is for; a flag can say it. */
const sharedRefusal = ({context}: WizardState): Refusal => ({
	id: 'answer-missing',
	what: `The service is used by other connections too: ${context.target?.sharedBy.join(', ') ?? ''}.`,
	why: 'The change may be for all of them, or for this connection alone.',
	next: 'Say which with --shared all or --shared own.',
	exitCode: 2,
});

/** Where the wizard ended, as soon as it has. A refusal that could not save a token has revoked it by then. */
const ending = (state: WizardState): Result<string> | undefined => {
	const {consent} = state;
	if (consent.phase === 'done') return ok(consent.outcome.linkName);
	if (consent.phase === 'kept') return ok(consent.linkName);
	if (consent.phase === 'asking-shared') return refused(sharedRefusal(state));
	return consent.phase === 'failed' ? refused(consent.refusal) : undefined;
};

/** Who consented, and where: a person who did not watch the browser reads it in a log. */
const accountLine = ({proof, issued}: Outcome): string => {
	const {account, organization} = proof;
	const {dataCenter} = issued;
	const unknown = dataCenter && 'an unknown account (add AaaServer.profile.READ to see it)';
	const who = accountName(account) ?? unknown;
	const parts = [who && `as ${who}`, organization?.name, dataCenter?.name].filter(Boolean);
	return `Connected "${issued.connection.name}" ${parts.join(' · ')}`.trimEnd();
};

/** What became of a change that needed no consent. */
const keptLine = ({context}: WizardState, isWritten: boolean): readonly string[] => {
	if (!context.target) return [];
	const {name, account, dataCenter} = context.target.connection;
	const where = findDataCenter(context.dataCenters, dataCenter ?? undefined)?.name;
	const whose = [accountName(account), where].filter(Boolean).join(' · ');
	const what = isWritten ? `Saved "${name}"; its grant is the same` : `Nothing was changed in "${name}"`;
	return [whose === '' ? `${what}.` : `${what}: ${whose}`];
};

/** The messages so far; a notice may be there for only a moment, and no one is looking at a screen. */
const tellOf = (state: WizardState): readonly string[] => {
	const {consent} = state;
	if (consent.phase === 'kept') return keptLine(state, consent.isWritten);
	const notices = 'notices' in consent ? consent.notices : [];
	if (consent.phase === 'device' && consent.code) return [...deviceLines(consent.code), ...notices];
	if (consent.phase === 'confirming')
		return [...notices, ...adoptedFacts(consent).map(({label, value}) => `${label}: ${value}`)];
	if (consent.phase !== 'done') return notices;
	const {missing, dataCenter} = consent.outcome.issued;
	const server = dataCenter ? 'Zoho' : 'The server';
	return [
		...notices,
		...(missing.length > 0 ? [`! ${server} did not grant: ${missing.join(', ')}`] : []),
		accountLine(consent.outcome),
	];
};

/**
 * Runs the wizard without asking: the same reducer, the same effects. Every answer must be there or have a default. A paste
 * is not read, because nothing is asked; the callback alone can finish it.
 *
 * @param now milliseconds since the epoch
 * @param how.otherUser what becomes of the grant of another Zoho user than before
 * @param how.tell gets each line for the person as soon as it is known, and again with the next state: it says it once
 */
export const runWithoutInput = (
	session: Session,
	now: () => number,
	how: {
		readonly otherUser?: 'replace' | 'save-apart' | 'give-up' | undefined;
		readonly tell?: ((line: string) => void) | undefined;
	} = {},
): Promise<Result<string>> =>
	new Promise(resolve => {
		const missing = answerRefusal(session.state());
		if (missing) {
			resolve(refused(missing));
			return;
		}
		let asked = false;
		const look = (): void => {
			const state = session.state();
			for (const line of tellOf(state)) how.tell?.(line);
			const ended = ending(state);
			if (ended) {
				stop();
				resolve(ended);
			} else if (state.consent.phase === 'unsaved' && !asked) {
				// There is no one to ask for another folder, and a grant without a holder must not stay at Zoho.
				asked = true;
				session.dispatch({type: 'answered-unsaved', choice: 'revoke', at: now()});
			} else if (state.consent.phase === 'entering') {
				stop();
				resolve(refused(state.consent.problem ?? missingPaste(state.consent.flow)));
			} else if (state.consent.phase === 'confirming') {
				session.dispatch({type: 'accepted', at: now()});
			} else if (state.consent.phase === 'other-user') {
				session.dispatch({type: 'answered-other-user', choice: how.otherUser ?? 'give-up'});
			} else if (state.consent.phase === 'unsaved') {
				stop();
				resolve(refused(state.consent.refusal));
			}
		};
		const stop = session.subscribe(look);
		// Enter on every question in turn, as a person would who agrees to every default.
		const limit = 64;
		for (let press = 0; press < limit && isFormStep(session.state().step); press++) {
			session.dispatch({type: 'accepted', at: now()});
		}
		look();
	});
