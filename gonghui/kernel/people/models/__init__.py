"""One person once; what a membership is follows from its events."""

from gonghui.kernel.people.models.memberships import Membership, MembershipEvent
from gonghui.kernel.people.models.persons import IdentityDocument, Person, PersonMerge

__all__ = ["IdentityDocument", "Membership", "MembershipEvent", "Person", "PersonMerge"]
