import type {Consent} from '../../wizard/consent/state.js';
import type {Refusal} from '../../zoho/refusal.js';

type Told = {readonly notices: readonly string[]; readonly problem: Refusal | undefined};

/** What has come to a wait since it was looked at last: plain lines are printed once and stay. */
export const createNews = () => {
	const nothing: Told = {notices: [], problem: undefined};
	let told = nothing;
	return (consent: Consent): Told => {
		const before = told;
		told =
			consent.phase === 'waiting'
				? consent
				: consent.phase === 'device'
					? {notices: consent.notices, problem: undefined}
					: consent.phase === 'entering'
						? {notices: [], problem: consent.problem}
						: nothing;
		return {
			notices: told.notices.slice(before.notices.length),
			problem: told.problem === before.problem ? undefined : told.problem,
		};
	};
};
