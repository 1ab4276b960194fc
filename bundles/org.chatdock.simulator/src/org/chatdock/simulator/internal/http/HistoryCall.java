// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

import org.chatdock.simulator.Scheduler;
import org.chatdock.simulator.internal.delivery.History;
import org.chatdock.simulator.internal.ledger.Ledger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code POST /history}: what came after the messages that the client knows. Any thread. */
final class HistoryCall {

    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;

    private final Credentials credentials;
    private final Trouble trouble;
    private final Ledger ledger;
    private final History history;
    private final Scheduler scheduler;

    HistoryCall(Credentials credentials, Trouble trouble, Ledger ledger, History history, Scheduler scheduler) {
        this.credentials = credentials;
        this.trouble = trouble;
        this.ledger = ledger;
        this.history = history;
        this.scheduler = scheduler;
    }

    void handle(Request request, Response response, Callback callback) {
        if (Posts.isPost(request, response, callback)) {
            Posts.read(request, response, callback, body -> take(request, body, response, callback));
        }
    }

    private void take(Request request, String body, Response response, Callback callback) {
        Answer answer = judge(credentials.match(request), body);
        Duration delay = trouble.historyDelay();
        ledger.historyCall();
        if (delay.isZero()) {
            answer.write(response, callback);
        } else {
            scheduler.schedule(delay, () -> answer.write(response, callback));
        }
    }

    private Answer judge(boolean matched, String body) {
        if (!matched) {
            return Answer.error(401, "corpid or token is missing or wrong");
        }
        OptionalInt failure = trouble.historyFailure();
        return failure.isPresent() ? Answer.error(failure.getAsInt(), "the history is not to be had now")
                : judgeBody(Posts.parse(body));
    }

    private Answer judgeBody(JsonNode question) {
        if (!question.path("known").isObject()) {
            return Answer.error(400, "the body is not a JSON object with an object 'known'");
        }
        Map<String, String> known = new HashMap<>();
        question.get("known").fields().forEachRemaining(each -> known.put(each.getKey(), each.getValue().asText()));
        int limit = question.path("limit").asInt(USUAL_LIMIT);
        int from = position(question.path("after"));
        if (limit < 1 || from < 0) {
            return Answer.error(400, limit < 1 ? "limit is less than 1" : "after is no cursor of this gateway");
        }
        return answer(history.after(known, from, Math.min(limit, LARGEST_LIMIT)));
    }

    /** A cursor is a position as a string; -1 if it is none. */
    private static int position(JsonNode cursor) {
        if (cursor.isMissingNode() || cursor.isNull()) {
            return 0;
        }
        try {
            return Integer.parseInt(cursor.asText());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Put together by hand: the frames are to be byte for byte what the socket delivers. */
    private static Answer answer(History.Page page) {
        String next = page.next() < 0 ? "null" : "\"" + page.next() + "\"";
        return new Answer(200, "{\"messages\":[" + String.join(",", page.frames()) + "],\"next\":" + next + "}");
    }
}
