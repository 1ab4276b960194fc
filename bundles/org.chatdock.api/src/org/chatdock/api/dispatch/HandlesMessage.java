// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.dispatch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Says beside {@code @Component} which messages a {@link MessageHandler} is for. All that is given must hold. The
 * dispatcher reads it as service properties, so that a message that does not match costs no call:
 * <pre>{@code
 * @Component
 * @HandlesMessage(types = "order", senderTypes = SenderType.USER, filter = "(amount>=100)")
 * public class BigOrders implements MessageHandler {
 * }</pre>
 * A handler with a filter that cannot be read is refused, like one with a wrong name.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HandlesMessage {
    /** What the names of the service properties begin with; {@code @ComponentPropertyType} asks for this constant. */
    String PREFIX_ = "chatdock.handler.";

    /** {@link MessageHandler#TYPES}: the values of {@code MsgType}, such as {@code "order"}; none: all. */
    String[] types() default {};

    /** {@link MessageHandler#SENDER_TYPES}: the values of {@code FromType}, such as {@code "user"}; none: all. */
    String[] senderTypes() default {};

    /**
     * {@link MessageHandler#FILTER}: an OSGi (LDAP) filter such as {@code (&(To=corp_lin)(|(vip=true)(level>=3)))}, or
     * empty. Its keys are {@code MsgType}, {@code FromType}, {@code From}, {@code To} and {@code GroupId}, which are
     * texts, and the extra fields of the message, which are what they were in the frame: a number compares as a number,
     * a list matches if one of its elements does, an object and null match nothing. Case matters in keys and values.
     */
    String filter() default "";

    /** {@link MessageHandler#EXCLUSIVE}. */
    boolean exclusive() default false;

    /** {@link MessageHandler#FALLBACK}. */
    boolean fallback() default false;
}
