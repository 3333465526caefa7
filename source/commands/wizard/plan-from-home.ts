import type {WizardRequest} from '../../home/effects.js';
import {targetOf} from '../../wizard/edit/target.js';
import {startWizard} from '../../wizard/state.js';
import {ok, type Refusal, refused} from '../../zoho/refusal.js';
import {openTarget, type Plan, resumeDraft, type Start} from './plan.js';
import {beginEdit} from './plan-edit.js';

const goneDraft: Refusal = {
	id: 'no-such-draft',
	what: 'What was begun here is not there any more.',
	why: 'Another program finished or discarded it.',
	next: 'Look at the list once more.',
	exitCode: 5,
};

const beginDraft =
	(id: string): Plan['begin'] =>
	async start => {
		const draft = start.file.drafts[id];
		if (!draft) return refused(goneDraft);
		const {context, file} = start;
		// Changes to a connection that is gone are answers for a new one.
		const target = draft.target === undefined ? undefined : targetOf(file, draft.target, 'everything');
		const about = target ? {...context, target: await openTarget(start.runtime, target)} : context;
		return ok(await resumeDraft({...start, context: about}, draft));
	};

/** Something new from its first question, whatever drafts there are: those have lines of their own. */
const beginNew =
	(service: string | undefined): Plan['begin'] =>
	async ({runtime, context, at}: Start) =>
		ok(
			startWizard({
				context,
				draftId: runtime.newId(),
				at,
				given: service === undefined ? {} : {service},
			}),
		);

const beginOf = (request: WizardRequest): Plan['begin'] => {
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

/** The plan of a wizard that is opened from Home. */
export const planOf = (request: WizardRequest): Plan => ({begin: beginOf(request), withoutTerminal: ''});
