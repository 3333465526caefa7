import type {SecretPolicy} from './policy.js';

export const plainPolicy: SecretPolicy = {kept: 'plain'};
