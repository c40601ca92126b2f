/** What people wrote, parsed once on save and stored as JSON beside its source. Text is a plain string; `c` holds children. */
export type BodyTree = Block[];

export type Block = Paragraph | Quote | List | Preformatted;
export type Paragraph = { t: 'paragraph'; c: Inline[] };
export type Quote = { t: 'quote'; c: Block[] };
export type List = { t: 'list'; items: Block[][]; start?: number };
export type Preformatted = { t: 'pre'; text: string };

export type Inline = string | Styled | Link | Code | Break | Mention | Topic | RecordReference;
export type Style = 'strong' | 'emphasis' | 'strike';
export type Styled = { t: Style; c: Inline[] };
export type Link = { t: 'link'; href: string; c: Inline[] };
export type Code = { t: 'code'; text: string };
export type Break = { t: 'break' };
export type Mention = { t: 'mention'; id: string };
export type Topic = { t: 'topic'; key: string; name: string };
export type RecordReference = { t: 'record'; id: string };
