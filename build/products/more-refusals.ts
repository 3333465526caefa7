import type {Cause} from '../../source/zoho/products/product.js';

/**
 * Words that the collected facts name only in a note beside another one: product, the new word, what it means, the word of
 * whose row source, status and place it shares.
 */
export const moreRefusals: ReadonlyArray<readonly [id: string, word: string, cause: Cause, like: string]> = [
	['analytics', '8535', 'tokenInvalid', 'INVALID_OAUTHTOKEN'],
	['analytics', '8540', 'scopeMissing', 'INVALID_OAUTHSCOPE'],
	['analytics', '7925', 'organizationWrong', '7387'],
	['analytics', '7104', 'notFound', '7103'],
	['analytics', '7138', 'notFound', '7103'],
	['workdrive', 'F7003', 'tokenInvalid', 'F7007'],
	['people', '7038', 'notAllowed', '7037'],
	['people', '7039', 'notAllowed', '7037'],
	['people', '7040', 'notAllowed', '7037'],
	['campaigns', '2704', 'notAllowed', '2701'],
	['campaigns', '6304', 'notAllowed', '2701'],
	['campaigns', '901', 'notAllowed', '902'],
	['campaigns', '409907', 'tokenInvalid', '409903'],
	['campaigns', '409906', 'notAllowed', '409903'],
	['campaigns', '409909', 'throttled', '409903'],
	['marketing-automation', '906', 'notAllowed', '902'],
	['writer', 'R5014', 'notAllowed', 'R5010'],
	['writer', 'R5001', 'notAllowed', 'R5006'],
	['writer', 'R5002', 'notAllowed', 'R5006'],
	['projects', '6832', 'parameterWrong', '6831'],
	['projects', '6404', 'notFound', '6831'],
	['projects', '6504', 'notFound', '6831'],
	['zeptomail', 'SERR_156', 'notAllowed', 'TM_3601'],
	['zeptomail', 'AE_101', 'notAllowed', 'TM_3601'],
	['zeptomail', 'SM_133', 'throttled', 'TM_3601'],
	['zeptomail', 'SMI_115', 'throttled', 'TM_3601'],
];
