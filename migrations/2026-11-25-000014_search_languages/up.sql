SET ROLE mithaq_owner;

-- Words by agreement and language, each language read by its own configuration: 0 any other, 1 Arabic, 2 English,
-- 3 French, 4 Portuguese. What was there before is of no language, until the projections are written anew.
ALTER TABLE agreement_words ADD COLUMN language smallint NOT NULL DEFAULT 0;
ALTER TABLE agreement_words ALTER COLUMN language DROP DEFAULT;
ALTER TABLE agreement_words DROP CONSTRAINT agreement_words_pkey;
ALTER TABLE agreement_words ADD PRIMARY KEY (agreement_id, language);

CREATE FUNCTION search_configuration(language smallint) RETURNS regconfig
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE language
        WHEN 1 THEN 'arabic'::regconfig
        WHEN 2 THEN 'english'::regconfig
        WHEN 3 THEN 'french'::regconfig
        WHEN 4 THEN 'portuguese'::regconfig
        ELSE 'simple'::regconfig
    END;

-- What is asked, as one language reads it: with its accents, or without them.
CREATE FUNCTION search_query(language smallint, spelt text, folded text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN websearch_to_tsquery(search_configuration(language), spelt)
        || websearch_to_tsquery(search_configuration(language), folded);

DROP FUNCTION agreements_with_words(text);

-- Which agreements of the caller have everything that is asked in texts of one language, and how well they fit.
CREATE FUNCTION agreements_found(languages smallint[], spelt text, folded text)
    RETURNS TABLE (agreement_id uuid, rank real)
    LANGUAGE sql STABLE ROWS 100 SECURITY DEFINER SET search_path = public, pg_temp
    BEGIN ATOMIC
        SELECT w.agreement_id, max(ts_rank(w.words, q.query, 1))
          FROM (SELECT l.language, search_query(l.language, spelt, folded) AS query
                  FROM unnest(languages) AS l(language)) AS q
          JOIN agreement_words AS w ON w.words @@ q.query AND w.language = q.language
         WHERE visible(w.classification, w.releasable_to)
         GROUP BY w.agreement_id;
    END;

REVOKE ALL ON FUNCTION agreements_found(smallint[], text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agreements_found(smallint[], text, text) TO mithaq_app;
GRANT DELETE ON agreement_words TO mithaq_app;

RESET ROLE;
