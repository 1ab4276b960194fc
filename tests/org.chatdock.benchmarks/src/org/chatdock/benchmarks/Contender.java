// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.json.JsonMapper;

/** A fresh client and a fresh gateway for it. Both rest until they are told to do the next pass. */
final class Contender implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Child gateway;
    private final Child client;
    private final List<Run> runs = new ArrayList<>();

    Contender(Class<?> main, List<String> passes) throws IOException {
        gateway = new Child(LoadGateway.class, passes);
        client = new Child(main, List.of(
                "ws://127.0.0.1:" + JSON.readTree(gateway.line()).get("port").asInt() + "/agents"));
    }

    /** Does the next pass, to its end. */
    void run() throws IOException {
        client.say("go");
        // The gateway's line first: if an acknowledgement was wrong, it has none, and has said why.
        String sent = gateway.line();
        runs.add(Run.of(JSON.readTree(sent), JSON.readTree(client.line())));
    }

    /** Of all passes so far, in order. */
    List<Run> runs() {
        return runs;
    }

    /** After the last pass. Throws if one of the two did not end in good order. */
    void awaitEnd() throws IOException, InterruptedException {
        gateway.awaitEnd();
        client.awaitEnd();
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
    }
}
