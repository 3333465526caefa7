import * as z from 'zod/mini';
import type {Answer, Caller} from './call.js';

const contactSchema = z.looseObject({contact_name: z.string()});

const missing = (body: object): Answer => ({status: 400, body});

/** Answers as if it were kept; the next call lists what it listed before. */
export const addContact = ({organization, sent}: Caller): Answer => {
	const contact = z.safeParse(contactSchema, sent);
	if (!contact.success) return missing({code: 4, message: 'Invalid value passed for contact_name'});
	return {
		status: 201,
		body: {
			code: 0,
			message: 'The contact has been added.',
			contact: {contact_id: `${organization.id}000099`, ...contact.data},
		},
	};
};

const leadsSchema = z.object({data: z.array(z.looseObject({Last_Name: z.string()})).check(z.minLength(1))});

/** The same. */
export const addLeads = ({organization, sent}: Caller): Answer => {
	const leads = z.safeParse(leadsSchema, sent);
	if (!leads.success)
		return missing({
			data: [
				{
					code: 'MANDATORY_NOT_FOUND',
					details: {api_name: 'Last_Name'},
					message: 'required field not found',
					status: 'error',
				},
			],
		});
	return {
		status: 201,
		body: {
			data: leads.data.data.map((_lead, index) => ({
				code: 'SUCCESS',
				details: {id: `${organization.id}${String(index + 1).padStart(9, '0')}`},
				message: 'record added',
				status: 'success',
			})),
		},
	};
};
