// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

class FrameHeadTest {
    private static FrameHead read(String head) {
        return FrameHead.read(StandardCharsets.UTF_8.encode(head));
    }

    @Test
    void theIdsAreFoundWhereverTheyStandBeforeTheCut() {
        assertEquals(new FrameHead("7", "ann"), read("{\"MsgId\":\"7\",\"GroupId\":\"ann\",\"Content\":\"xxx"));
        assertEquals(new FrameHead("9007199254740993", ""),
                read("{\"Extra\":{\"MsgId\":1,\"a\":[1,2]},\"MsgId\":9007199254740993,\"Content\":\"xx"));
        assertEquals(new FrameHead("", "王芳"), read("{\"GroupId\":\"王芳\",\"MsgId\":{\"no\":1},\"Cont"));
    }

    @Test
    void whatIsNoMessageHasNoIds() {
        for (String head : List.of("", "xxxxxxxx", "[\"MsgId\",7]", "\"MsgId", "{\"MsgId", "{\"Content\":\"MsgId")) {
            assertEquals(new FrameHead("", ""), read(head), head);
        }
    }
}
