import {unwrap} from '../../kit/command.js';
import {type Invocation, textOption} from '../../kit/invocation.js';
import {targetOf} from '../../wizard/edit/target.js';
import type {Target} from '../../wizard/field.js';
import {startWizard} from '../../wizard/state.js';
import {openTarget, resume, type WizardEntry} from './entry.js';
import {changedScopes} from './scope-flags.js';

const sharingOf = (invocation: Invocation): 'all' | 'own' | undefined => {
	const text = textOption(invocation, 'shared');
	return text === 'all' || text === 'own' ? text : undefined;
};

/** The first state of a wizard for something saved. */
export const beginEdit =
	(linkName: string, asks: Target['asks']): WizardEntry['begin'] =>
	async inputs => {
		const {invocation, runtime, file, isAsking, at} = inputs;
		// For the words of the refusal, which knows near names.
		unwrap(runtime.store.readOne(linkName));
		const target = targetOf(file, linkName, asks);
		if (!target) throw new Error('A connection that can be read has a service.');
		const scopes = unwrap(changedScopes(invocation, target.saved.scopes));
		const given = scopes ? {...inputs.given, scopes} : inputs.given;
		const context = {...inputs.context, target: await openTarget(runtime, target)};
		const isFresh = asks === 'consent' || !isAsking;
		const resumed = isFresh ? undefined : await resume({...inputs, context, given}, linkName);
		const fresh = startWizard({context, draftId: runtime.newId(), at, given});
		return {...(resumed ?? fresh), sharing: sharingOf(invocation)};
	};
