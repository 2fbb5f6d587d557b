/** A hall's id as it stands in the names of files on the journal's disk. */
export const fileName = (hall: string): string => hall.replace(/[^\w.-]/g, '_')
