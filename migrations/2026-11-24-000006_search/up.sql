SET ROLE mithaq_owner;

-- Words of titles and numbers. Text operators are not leakproof, so this table is never read under a caller's
-- policy, only through the function below, which applies the predicate itself.
CREATE TABLE agreement_words (
    agreement_id uuid PRIMARY KEY,
    words tsvector NOT NULL,
    classification smallint NOT NULL,
    releasable_to text[]
);

CREATE INDEX ON agreement_words USING gin (words);

CREATE FUNCTION agreements_with_words(query text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    BEGIN ATOMIC
        SELECT agreement_id
          FROM agreement_words
         WHERE words @@ plainto_tsquery('simple'::regconfig, query)
           AND visible(classification, releasable_to);
    END;

REVOKE ALL ON FUNCTION agreements_with_words(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agreements_with_words(text) TO mithaq_app;
GRANT INSERT, UPDATE ON agreement_words TO mithaq_app;
-- An update needs to find its row by the key; words stay out of reach.
GRANT SELECT (agreement_id) ON agreement_words TO mithaq_app;

RESET ROLE;
