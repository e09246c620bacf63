-- One row per relation by which a cluster truly belongs to a label, programme, network or association.
-- What is only announced is not, nor is who carries, funds or starts a cluster. All that counts
-- labels and memberships, or asks for them, stands on this.
select relation.relation_id, relation.cluster_id, relation.organisation_id
from relation
join organisation on organisation.organisation_id = relation.organisation_id
where relation.kind in ('holds_label', 'admitted_to', 'member_of', 'part_of', 'award')
  and organisation.kind in ('label', 'programme', 'network', 'association')
