import type {Ended} from '../../home/wizard-result.js';
import type {Session} from '../../wizard/machine.js';
import {whatAndWhy} from '../../zoho/refusal.js';

/**
 * *Copy to Sigma* of the connection that is ready, and how far it came.
 *
 * @returns what there is to say of it back at Ready; undefined when the whole program was left in it
 */
export const sigmaAfter = async (
	session: Session,
	run: (linkName: string) => Promise<Ended | {readonly type: 'left'}>,
): Promise<string | undefined> => {
	const {consent} = session.state();
	if (consent.phase !== 'done' && consent.phase !== 'kept') return '';
	const ended = await run(consent.phase === 'done' ? consent.outcome.linkName : consent.linkName);
	if (ended.type === 'left') return undefined;
	const isRefused = ended.type === 'wizard-refused';
	const text = isRefused ? whatAndWhy(ended.refusal) : (ended.notice?.text ?? '');
	session.dispatch({type: 'told', text, tone: isRefused ? 'warn' : 'good'});
	return text;
};
