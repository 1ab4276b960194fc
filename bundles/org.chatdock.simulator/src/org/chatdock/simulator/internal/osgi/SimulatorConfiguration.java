// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the simulator does inside a framework. */
@ObjectClassDefinition(name = "Chatdock simulator", description = "A chat gateway for demos, training and tests")
@interface SimulatorConfiguration {

    @AttributeDefinition(name = "Port", description = "On loopback; 0: any free one")
    int port() default 0;

    @AttributeDefinition(name = "Script", description = "hello, service-desk, or a file")
    String script() default "service-desk";

    @AttributeDefinition(name = "Pace", description = "Factor on all waits: 1 as written, 0 without waits")
    double pace() default 1;

    @AttributeDefinition(name = "Redeliver after",
            description = "Seconds until an unacknowledged message comes again; 0: at reconnect only")
    int redeliver_after_seconds() default 30;

    @AttributeDefinition(name = "Redeliver limit", description = "How often at most, for each message; -1: no limit")
    int redeliver_limit() default 3;

    @AttributeDefinition(name = "Corp", description = "The shop")
    String corp() default "demo";

    @AttributeDefinition(name = "User", description = "The agent who is signed in")
    String user() default "lin";

    @AttributeDefinition(name = "Token", type = AttributeType.PASSWORD,
            description = "Demanded of sockets and sends, together with the corp; empty: nothing is demanded")
    String token() default "";

    @AttributeDefinition(name = "Echo", description = "What the agent sends also comes back on the socket")
    boolean echo() default false;
}
