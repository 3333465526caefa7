import type {Ended} from '../../home/wizard-result.js';
import type {Session} from '../../wizard/session.js';
import {whatAndWhy} from '../../zoho/refusal.js';

/**
 * *Copy to Sigma* of the connection that is ready, and how far it came.
 *
 * @returns what there is to say of it back at Ready; undefined when the whole program was left in it
 */
export const sigmaAfter = async (
	session: Session,
	run: (linkName: string) => Promise<Ended | {readonly kind: 'left'}>,
): Promise<string | undefined> => {
	const {consent} = session.state();
	if (consent.phase !== 'done' && consent.phase !== 'kept') return '';
	const ended = await run(consent.phase === 'done' ? consent.outcome.linkName : consent.linkName);
	if (ended.kind === 'left') return undefined;
	const text = ended.kind === 'refused' ? whatAndWhy(ended.refusal) : (ended.notice?.text ?? '');
	session.dispatch({type: 'told', text, tone: ended.kind === 'refused' ? 'warn' : 'good'});
	return text;
};
