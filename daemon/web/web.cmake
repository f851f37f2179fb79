# What browsers are shown. The files that pages load are compiled in.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS web/style.css web/script.js web/icon.svg)
file(READ web/style.css ENTENTE_STYLE)
file(READ web/script.js ENTENTE_SCRIPT)
file(READ web/icon.svg ENTENTE_ICON)
configure_file(web/asset_files.cpp.in asset_files.cpp @ONLY)

set(web_headers
    web/alliance_sheet.hpp web/alliances_sheet.hpp web/append_route.hpp web/append_sheet.hpp web/compose_form.hpp web/asset_files.hpp web/assets.hpp web/difference_part.hpp
    web/entry_draft.hpp web/event_fields.hpp web/footing.hpp web/form_body.hpp web/page_reply.hpp web/lists_sheet.hpp web/log_words.hpp web/markup.hpp web/problem_sheet.hpp web/rights_sheet.hpp web/sheet.hpp
    web/sign_in_route.hpp web/event_form.hpp web/form_inputs.hpp web/known_words.hpp web/typed_words.hpp
    web/term_sheet.hpp web/url.hpp web/viewing.hpp web/words.hpp)
set(web_sources
    web/alliance_sheet.cpp web/alliances_sheet.cpp web/append_route.cpp web/append_sheet.cpp web/compose_form.cpp web/entry_draft.cpp web/event_fields.cpp web/form_body.cpp web/page_reply.cpp
    web/sign_in_route.cpp web/event_form.cpp web/form_inputs.cpp web/known_words.cpp web/typed_words.cpp
    web/page_routes.cpp web/api_sheet.cpp web/assets.cpp web/board.cpp web/change_days.cpp
    web/clause.cpp web/difference_part.cpp web/footing.cpp web/lists_sheet.cpp web/log_words.cpp web/markup.cpp web/problem_sheet.cpp
    web/rights_form.cpp web/rights_sheet.cpp web/sheet.cpp web/term_sheet.cpp web/url.cpp web/viewing.cpp web/words.cpp
    "${CMAKE_CURRENT_BINARY_DIR}/asset_files.cpp")
