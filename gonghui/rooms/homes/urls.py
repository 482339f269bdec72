"""Addresses of this room."""

from django.urls import path

from gonghui.rooms.homes.web import members, pairings, places, public, ratings

app_name = "homes"
urlpatterns = [
    path("places/", places.PlaceList.as_view(), name="place-list"),
    path("places/new/", places.place_create, name="place-create"),
    path("places/<int:pk>/", places.place_detail, name="place-detail"),
    path("places/<int:pk>/edit/", places.place_edit, name="place-edit"),
    path("places/<int:pk>/<slug:verb>/", places.place_act, name="place-act"),
    path("defects/<int:pk>/mend/", places.defect_mend, name="defect-mend"),
    path("titles/", places.TitleList.as_view(), name="title-list"),
    path("titles/<int:pk>/", places.title_detail, name="title-detail"),
    path("problems/", places.ProblemList.as_view(), name="problem-list"),
    path("problems/<int:pk>/", places.problem_answer, name="problem-answer"),
    path("problems/<int:pk>/take/", places.problem_take, name="problem-take"),
    path("pairings/", pairings.PairingList.as_view(), name="pairing-list"),
    path("pairings/new/", pairings.pairing_create, name="pairing-create"),
    path("pairings/<int:pk>/", pairings.pairing_detail, name="pairing-detail"),
    path("pairings/<int:pk>/visit/", pairings.visit_create, name="pairing-visit"),
    path("pairings/<int:pk>/end/", pairings.pairing_end, name="pairing-end"),
    path("ratings/", ratings.RatingList.as_view(), name="rating-list"),
    path("ratings/new/", ratings.rating_open, name="rating-open"),
    path("ratings/<int:pk>/", ratings.rating_detail, name="rating-detail"),
    path("ratings/<int:pk>/close/", ratings.rating_close, name="rating-close"),
    path("ratings/<int:pk>/void/", ratings.rating_void, name="rating-void"),
    path("ratings/<int:pk>/repeat/", ratings.rating_repeat, name="rating-repeat"),
    path("ratings/<int:pk>/publish/", ratings.rating_publish, name="rating-publish"),
    path("me/", members.own_places, name="own-places"),
    path("me/problems/", members.own_problems, name="own-problems"),
    path("me/places/<int:pk>/report/", members.problem_report, name="problem-report"),
    path("me/ratings/", members.own_ratings, name="own-ratings"),
    path("me/ratings/<int:pk>/", members.own_rating, name="own-rating"),
    path("open/", public.open_list, name="open-places"),
    path("open/<int:pk>/", public.open_detail, name="open-place"),
]
