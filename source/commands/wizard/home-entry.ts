import type {WizardRequest} from '../../home/effects.js';
import {wizardResult} from '../../home/wizard-result.js';
import {attempt} from '../../kit/command.js';
import {targetOf} from '../../wizard/edit/target.js';
import type {Session} from '../../wizard/machine.js';
import {isOver, startWizard} from '../../wizard/state.js';
import {type Refusal, RefusedError} from '../../zoho/refusal.js';
import {beginWizard} from './begin.js';
import {beginEdit} from './edit-entry.js';
import {openTarget, resumeDraft, type WizardEntry, type WizardInputs} from './entry.js';
import {partingWord} from './parting.js';
import type {EndedHere, Host} from './run-mode.js';
import {type Face, play} from './session.js';

const goneDraft: Refusal = {
	id: 'no-such-draft',
	what: 'What was started here no longer exists.',
	why: 'Another program finished or discarded it.',
	next: 'Look at the list again.',
	exitCode: 5,
};

const beginDraft =
	(id: string): WizardEntry['begin'] =>
	async inputs => {
		const draft = inputs.file.drafts[id];
		if (!draft) throw new RefusedError(goneDraft);
		const {context, file} = inputs;
		// Changes to a connection that is gone are answers for a new one.
		const target = draft.target === undefined ? undefined : targetOf(file, draft.target, 'everything');
		const about = target ? {...context, target: await openTarget(inputs.runtime, target)} : context;
		return resumeDraft({...inputs, context: about}, draft);
	};

/** Something new from its first question, whatever drafts there are: those have lines of their own. */
const beginNew =
	(service: string | undefined): WizardEntry['begin'] =>
	async ({runtime, context, at}: WizardInputs) =>
		startWizard({
			context,
			draftId: runtime.newId(),
			at,
			given: service === undefined ? {} : {service},
		});

const beginOf = (request: WizardRequest): WizardEntry['begin'] => {
	switch (request.kind) {
		case 'new':
			return beginNew(request.service);
		case 'draft':
			return beginDraft(request.id);
		case 'edit':
			return beginEdit(request.linkName, 'everything');
		case 'reconnect':
			return beginEdit(request.linkName, 'consent');
	}
};

/** Runs a wizard in the place of Home. @param open how a person meets it */
export const playFromHome = async (
	host: Host,
	request: WizardRequest,
	as: 'screen' | 'plain',
	open: (session: Session) => Face,
): Promise<EndedHere> => {
	const entry = {begin: beginOf(request), withoutTerminal: ''};
	const begun = await attempt(() => beginWizard(host, entry, true));
	if (!begun.ok) return {type: 'wizard-refused', refusal: begun.refusal};
	const {how, state} = await play(host, begun.value, open);
	if (how === 'left') return {type: 'left', parting: partingWord(state, as)};
	const result = wizardResult(state);
	// In plain lines how it ended was read out already.
	return as === 'plain' && isOver(state) ? {...result, notice: undefined} : result;
};
