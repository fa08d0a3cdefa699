-- What the documents have of the question's terms: how surely each document is the one meant, and the posting lists of the most promising.
totals AS MATERIALIZED (
    SELECT count(*)::float8 AS documents, coalesce(sum(chunks), 0)::float8 AS chunks FROM visible
),
asked AS MATERIALIZED (
    SELECT * FROM unnest(@terms::text[], @weights::float8[], @identities::float8[]) WITH ORDINALITY AS a (term, weight, identity, place)
),
-- One scan of the index for each term (OFFSET 0 keeps it so), not one look-up for each term and document.
listed AS MATERIALIZED (
    SELECT p.term, p.document_id, a.weight, a.identity, p.identity AS identifies, p.chunks, p.chunks / v.chunks::float8 AS share,
           p.passages
    FROM asked a
    CROSS JOIN LATERAL (
        SELECT term, document_id, identity, chunks, passages FROM postings WHERE tenant_id = @tenant AND term = a.term OFFSET 0) p
    JOIN visible v USING (document_id)
),
rarity AS MATERIALIZED (
    SELECT l.term,
           sum(l.chunks) AS frequency,
           ln(1 + (t.chunks - sum(l.chunks) + 0.5) / (sum(l.chunks) + 0.5)) AS rarity,
           ln(1 + (t.documents - count(*) FILTER (WHERE identifies > 0) + 0.5)
                  / (count(*) FILTER (WHERE identifies > 0) + 0.5)) AS name_rarity,
           sum(l.chunks) / t.chunks AS share
    FROM listed l CROSS JOIN totals t
    GROUP BY l.term, t.chunks, t.documents
),
told AS MATERIALIZED (
    SELECT array_agg(coalesce(r.frequency, 0)::int ORDER BY a.place) AS frequencies,
           max(t.chunks)::int AS passages,
           sum(a.weight * coalesce(r.rarity, ln(1 + 2 * t.chunks))) AS weight
    FROM asked a CROSS JOIN totals t LEFT JOIN rarity r USING (term)
),
-- A document is the one meant if its name or period is, and if it repeats a word of the question more than others do.
documents_met AS MATERIALIZED (
    SELECT l.document_id,
           sum(l.weight * r.rarity) FILTER (WHERE l.chunks > 0) AS reach,
           sum(l.identity * (l.identifies * r.name_rarity + l.share * greatest(0, ln(nullif(l.share, 0) / r.share)))) AS prior,
           array_agg(l.term) FILTER (WHERE l.identity > 0 AND (l.identifies > 0 OR (l.share > 3 * r.share AND l.share > 0.03))) AS names,
           array_agg(l.term) FILTER (WHERE l.identity > 0 AND l.identifies > 0.5) AS called
    FROM listed l JOIN rarity r USING (term)
    GROUP BY l.document_id
),
priors AS MATERIALIZED (
    SELECT document_id, reach, names, called, coalesce(prior, 0) / (max(prior) OVER () + 0.5) AS prior FROM documents_met
),
-- Passages are scored in the most promising documents only, as many documents as have @scored passages; below that, in all.
opened AS MATERIALIZED (
    SELECT document_id
    FROM (SELECT p.document_id,
                 sum(v.chunks) OVER (ORDER BY p.reach / t.weight + @prior_share * p.prior DESC, p.document_id) - v.chunks AS before
          FROM priors p JOIN visible v USING (document_id) CROSS JOIN told t) ranked
    WHERE before < @scored
)
SELECT t.frequencies AS Frequencies,
       t.passages AS Passages,
       p.document_id AS DocumentId,
       coalesce(p.prior, 0) AS Prior,
       coalesce(p.names, '{}') AS Names,
       coalesce(p.called, '{}') AS Called,
       coalesce(l.worths, '{}') AS Worths,
       coalesce(l.lists, '{}') AS Lists
FROM told t
LEFT JOIN priors p ON true -- what no document has is told too
LEFT JOIN (SELECT l.document_id, array_agg(l.weight * r.rarity / t.weight) AS worths, array_agg(l.passages) AS lists
           FROM listed l JOIN opened USING (document_id) JOIN rarity r USING (term) CROSS JOIN told t
           WHERE l.weight > 0
           GROUP BY l.document_id) l USING (document_id)
