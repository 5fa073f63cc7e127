import { z } from 'zod';

/** Every sentence a person sees: Chinese first, English second, both complete. */
export const textSchema = z.object({ zh: z.string(), en: z.string() });
export type Text = z.infer<typeof textSchema>;
