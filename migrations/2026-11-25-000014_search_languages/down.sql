SET ROLE mithaq_owner;

DROP FUNCTION agreements_found(smallint[], text, text);
DROP FUNCTION search_query(smallint, text, text);
DROP FUNCTION search_configuration(smallint);

-- The step before has one row an agreement, and reads no language.
DELETE FROM agreement_words w
      WHERE EXISTS (SELECT FROM agreement_words other
                     WHERE other.agreement_id = w.agreement_id AND other.language < w.language);
ALTER TABLE agreement_words DROP CONSTRAINT agreement_words_pkey;
ALTER TABLE agreement_words DROP COLUMN language;
ALTER TABLE agreement_words ADD PRIMARY KEY (agreement_id);
REVOKE DELETE ON agreement_words FROM mithaq_app;

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

RESET ROLE;
