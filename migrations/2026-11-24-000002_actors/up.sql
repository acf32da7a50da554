SET ROLE mithaq_owner;

-- Who can contract; a copy of the table that the program carries, written at every migration.
CREATE TABLE actors (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE,
    kind smallint NOT NULL,
    name text NOT NULL,
    -- Names in every language, folded for search.
    words text NOT NULL
);

GRANT SELECT ON actors TO mithaq_app, mithaq_publisher;

RESET ROLE;
