/** Loaded when somebody asks for something. Its kind is of the list of authority. */
export const commands = () => import('./commands.ts')
export const kinds = {}
