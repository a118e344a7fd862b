/** A type of the DOM that the clients of hey-api use; Node.js has it without the name. */
type BodyInit = NonNullable<RequestInit["body"]>;
