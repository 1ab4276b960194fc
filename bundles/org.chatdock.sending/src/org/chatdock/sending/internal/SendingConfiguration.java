// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration {@code org.chatdock.sending}. */
@ObjectClassDefinition(name = "Chatdock: sending", description = "How the agent's messages reach the gateway.")
public @interface SendingConfiguration {
    @AttributeDefinition(name = "Address", required = false,
            description = "The http or https address of the send call. Empty: nothing can be sent.")
    String apiUrl() default "";

    @AttributeDefinition(name = "Method", description = "The HTTP method of the send call.")
    String method() default "POST";

    @AttributeDefinition(name = "Credentials in", options = { @Option(label = "Headers", value = "HEADER"),
            @Option(label = "Query", value = "QUERY") },
            description = "Where company and token travel: HEADER, or QUERY for gateways that ask for it.")
    String credentialsIn() default "HEADER";

    @AttributeDefinition(name = "Name of the company's parameter",
            description = "The header or query parameter that carries the company's id.")
    String corpParameterName() default "corpid";

    @AttributeDefinition(name = "Name of the token's parameter",
            description = "The header or query parameter that carries the token.")
    String tokenParameterName() default "token";

    @AttributeDefinition(name = "Connect timeout (ms)", min = "1", max = "600000",
            description = "How long one address of the service may take to accept a connection, in milliseconds.")
    int connectTimeoutMillis() default 5000;

    @AttributeDefinition(name = "Answer timeout (ms)", min = "1", max = "600000",
            description = "How long the service may take to answer once it is connected, and the sign-in to name the "
                    + "credentials, in milliseconds.")
    int answerTimeoutMillis() default 15000;

    @AttributeDefinition(name = "Expires after (min)", min = "0", max = "525600",
            description = "How long a message waits to be sent, in minutes; what waits longer is not sent unless the "
                    + "agent says so. 0: for ever.")
    int expireAfterMinutes() default 60;

    @AttributeDefinition(name = "Settle time (s)", min = "1", max = "600",
            description = "How long later messages to the same customer wait while a message whose answer was lost is "
                    + "looked for, in seconds.")
    int settleSeconds() default 10;

    @AttributeDefinition(name = "Idempotency header", required = false,
            description = "The header that carries our id of a message, such as Idempotency-Key. Empty: none.")
    String idempotencyHeader() default "";

    @AttributeDefinition(name = "Idempotency field", required = false,
            description = "The key of the request's body that carries our id of a message, such as msgid. Empty: none.")
    String idempotencyField() default "";

    @AttributeDefinition(name = "Echo key", required = false,
            description = "The key under which the gateway's own messages carry our id. Empty: they do not.")
    String echoKey() default "";

    @AttributeDefinition(name = "Reply window (h)", min = "0", max = "8760",
            description = "How long after a message of the customer the gateway takes replies, in hours; WeCom: 48. "
                    + "0: for ever.")
    int replyWindowHours() default 0;

    @AttributeDefinition(name = "Reply quota", min = "0", max = "1000",
            description = "How many replies the gateway takes after each message of the customer; WeCom: 5. 0: any "
                    + "number.")
    int replyQuota() default 0;
}
