DROP FUNCTION agreements_with_words(text);
DROP TABLE agreement_words;
